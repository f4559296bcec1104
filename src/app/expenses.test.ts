import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { correctInvoice } from '#modules/credit-notes/contract.ts'
import { createInvoiceFromTime, sendInvoice } from '#modules/documents/contract.ts'
import { readExpense, reimburseExpenses } from '#modules/expenses/contract.ts'
import { reverseJournalEntry } from '#modules/ledger/contract.ts'
import { readJournalEntry } from '#modules/reports/contract-journal.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'

/** Expenses where they meet the journal, the invariants and corrected invoices. */
const house = useHouse()
const make = expenseCast(house)

async function ask<E extends Endpoint>(endpoint: E, input: z.input<E['input']>): Promise<z.output<E['answer']>> {
  const answer = await house.as.ada.http.call(endpoint, input as never)
  if (answer.statusCode >= 300) throw new Error(answer.body)
  return answer.json()
}

beforeAll(() => seedWork(house))

const entry = async (type: string, source: string) => {
  const text = 'SELECT id FROM journal_entries WHERE source_type = $1 AND source_id = $2'
  return (await house.sql<{ id: string }>('app', text, [type, source]))[0]?.id ?? ''
}

test('the entry of an expense is undone at the expense, and nowhere else', async () => {
  const id = await make.approved('cy')
  const posted = await entry('expense', id)
  expect(await ask(readJournalEntry, { entryId: posted })).toMatchObject({ reversible: false })
  const reverse = async (entryId: string) =>
    (await house.as.ada.http.call(reverseJournalEntry, { entryId })).json().type
  expect(await reverse(posted)).toMatch(/entry_of_document/)
  expect((await make.voided(id)).statusCode).toBe(200)
  expect(await reverse(await entry('reversal', posted))).toMatch(/entry_of_document/)
})

test('a corrected invoice hands its expenses to the replacement (pains 2 and 17)', async () => {
  const id = await make.approved('cy', {
    projectId: work.website,
    billable: true,
    amountCents: 5_000,
    markupPercent: '10',
  })
  const invoice = await ask(createInvoiceFromTime, { clientId: work.birch, expenseIds: [id] })
  await ask(sendInvoice, { invoiceId: invoice.id, email: null })
  const { replacement, movedRecords } = await ask(correctInvoice, { invoiceId: invoice.id, reason: 'Wrong address' })
  expect(movedRecords).toBe(1)
  expect(await ask(readExpense, { expenseId: id })).toMatchObject({ documentId: replacement.id, billableCents: 5_500 })
  const verdicts = await house.as.ada.scope(checkInvariants)
  expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
})

describe('invariants', () => {
  beforeAll(async () => {
    const ids = [await make.approved('cy', { paidBy: 'member' }), await make.approved('cy', { paidBy: 'member' })]
    await ask(reimburseExpenses, { ids })
    await make.approved('mia', { paidBy: 'member' })
  })

  // Triggers of the tables refuse all of this; only their owner can put them to sleep.
  const asleep = (table: string, change: string) => `ALTER TABLE ${table} DISABLE TRIGGER USER; ${change}`
  test.each([
    [
      'reimbursements-by-member',
      asleep(
        'expenses',
        "UPDATE expenses SET amount_cents = amount_cents + 1 WHERE paid_by = 'member' AND state = 'approved'",
      ),
    ],
    [
      'reimbursements-add-up',
      asleep('expense_reimbursements', 'UPDATE expense_reimbursements SET amount_cents = amount_cents + 1'),
    ],
    ['expenses-posted-in-full', asleep('expenses', 'UPDATE expenses SET amount_cents = amount_cents + 1')],
    [
      'expenses-posted-in-full',
      asleep(
        'expenses',
        "UPDATE expenses SET state = 'void', voided_on = posted_on WHERE state = 'approved' AND document_id IS NULL",
      ),
    ],
    [
      'expenses-billed-to-their-client',
      asleep('expenses', 'UPDATE expenses SET document_line_id = id WHERE document_id IS NOT NULL'),
    ],
    [
      'sources-posted',
      asleep('expenses', "UPDATE expenses SET state = 'approved', posted_on = spent_on WHERE state = 'draft'"),
    ],
    [
      'entries-have-sources',
      asleep(
        'expenses',
        "UPDATE expenses SET state = 'draft', posted_on = NULL WHERE state = 'approved' AND document_id IS NULL",
      ),
    ],
  ])('%s is found broken when it is', async (name, damage) => {
    await make.draft('cy')
    const client = new pg.Client({ connectionString: house.ownerUrl })
    await client.connect()
    try {
      await client.query(`BEGIN; SET LOCAL app.company_id = '${companies.maple.id}'; ${damage}`)
      const scope = {
        companyId: companies.maple.id,
        sql: async (_name: string, text: string, values: unknown[]) => (await client.query(text, values)).rows,
      }
      const verdict = (await checkInvariants(scope as unknown as Scope)).find((one) => one.name === name)
      expect(verdict?.findings[0]?.detail).toBeTruthy()
    } finally {
      await client.query('ROLLBACK')
      await client.end()
    }
  })
})
