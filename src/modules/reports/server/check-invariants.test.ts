import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import { companies } from '#testing/cast.ts'
import { type History, makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import { checkInvariants } from './check-invariants.ts'

const house = useHouse()
let history: History
beforeAll(async () => {
  history = await makeHistory(house)
})

describe('invariants', () => {
  test('hold for a company with a history, and for one without', async () => {
    for (const who of ['ada', 'olga'] as const) {
      const verdicts = await house.as[who].scope(checkInvariants)
      expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
      expect(new Set(verdicts.map(({ rule }) => rule))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]))
    }
  })

  // Triggers of the tables refuse all of this; only their owner can put them to sleep.
  const asleep = (table: string, change: string) => `ALTER TABLE ${table} DISABLE TRIGGER USER; ${change}`
  const fee = newId()
  const oneLine = '(SELECT entry_id, line_no FROM journal_lines ORDER BY debit_cents DESC LIMIT 1)'
  test.each([
    [
      'entries-balance',
      asleep(
        'journal_lines',
        `UPDATE journal_lines SET debit_cents = debit_cents + 1 WHERE (entry_id, line_no) IN ${oneLine}`,
      ),
    ],
    [
      'trial-balance-zero',
      asleep(
        'journal_lines',
        `UPDATE journal_lines SET debit_cents = debit_cents + 1 WHERE (entry_id, line_no) IN ${oneLine}`,
      ),
    ],
    [
      'lines-dated-like-entries',
      asleep(
        'journal_lines',
        `UPDATE journal_lines SET entry_date = entry_date + 1 WHERE (entry_id, line_no) IN ${oneLine}`,
      ),
    ],
    ['monthly-balances', 'UPDATE account_balances SET debit_cents = debit_cents + 1'],
    ['derived-never-posted', asleep('accounts', "UPDATE accounts SET derived = true WHERE code = '4000'")],
    [
      'receivables',
      asleep('documents', 'UPDATE documents SET balance_due_cents = balance_due_cents - 1 WHERE balance_due_cents > 0'),
    ],
    [
      'receivables-by-client',
      asleep(
        'journal_lines',
        `UPDATE journal_lines SET client_id = 'ALDER' WHERE (entry_id, line_no) = (SELECT l.entry_id, l.line_no FROM journal_lines l JOIN accounts a ON a.id = l.account_id WHERE a.code = '1100' AND l.client_id = 'BIRCH' LIMIT 1)`,
      ),
    ],
    ['credit-rollup', asleep('clients', `UPDATE clients SET credit_cents = 1 WHERE id = 'ALDER'`)],
    ['credit-by-client', asleep('clients', `UPDATE clients SET credit_cents = 1 WHERE id = 'ALDER'`)],
    [
      'balances-due',
      asleep('documents', 'UPDATE documents SET balance_due_cents = balance_due_cents - 1 WHERE balance_due_cents > 0'),
    ],
    ['days-owed', asleep('documents', 'UPDATE documents SET moved_to = moved_to + 1')],
    ['refunds-rollup', asleep('payments', 'UPDATE payments SET refunded_cents = 1')],
    [
      'credit-entries-have-sources',
      asleep(
        'client_credit_entries',
        "UPDATE client_credit_entries SET cents_delta = cents_delta + 1 WHERE kind = 'overpayment'",
      ),
    ],
    [
      'document-totals',
      asleep(
        'documents',
        'ALTER TABLE documents DROP CONSTRAINT documents_balance; UPDATE documents SET balance_due_cents = total_cents + 1 WHERE balance_due_cents > 0',
      ),
    ],
    [
      'document-lines',
      asleep('document_lines', 'UPDATE document_lines SET tax_cents = tax_cents + 1, total_cents = total_cents + 1'),
    ],
    [
      'payments-in-range',
      `${asleep('payment_allocations', 'UPDATE payment_allocations SET amount_cents = amount_cents + 100000')}`,
    ],
    [
      'numbers-gapless',
      asleep(
        'documents',
        `UPDATE documents SET number_seq = 99 WHERE id = (SELECT id FROM documents ORDER BY id LIMIT 1)`,
      ),
    ],
    [
      'sources-posted',
      asleep(
        'payments',
        `INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents) SELECT company_id, '${newId()}', client_id, received_on, method, 1 FROM payments LIMIT 1`,
      ),
    ],
    [
      'entries-have-sources',
      asleep(
        'journal_entries',
        `UPDATE journal_entries SET source_id = '${newId()}' WHERE source_type = 'credit_application'`,
      ),
    ],
    ['posted-as-said', asleep('journal_lines', 'UPDATE journal_lines SET debit_cents = 1 WHERE debit_cents = 50000')],
    [
      'posted-as-said',
      asleep(
        'journal_lines',
        `WITH p AS (SELECT l.* FROM journal_lines l JOIN journal_entries e ON e.id = l.entry_id AND e.source_type = 'payment' WHERE l.debit_cents > 10 LIMIT 1),
           less AS (UPDATE journal_lines l SET debit_cents = l.debit_cents - 10 FROM p WHERE l.entry_id = p.entry_id AND l.line_no = p.line_no)
         INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
         SELECT p.company_id, p.entry_id, 99, p.entry_date, (SELECT id FROM accounts WHERE code = '5000'), 10, 0 FROM p`,
      ),
    ],
    [
      'fees-go-with-payments',
      `ALTER TABLE payment_fees DISABLE TRIGGER USER; ${asleep(
        'journal_entries',
        `INSERT INTO payment_fees (company_id, id, payment_id, amount_cents) SELECT company_id, '${fee}', payment_id, 5 FROM payment_reversals LIMIT 1;
         INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at, request_id)
         SELECT company_id, '${newId()}', entry_date, 'Fee', 'payment_fee', '${fee}', posted_at, request_id FROM journal_entries LIMIT 1`,
      )}`,
    ],
    [
      'credit-by-day',
      asleep(
        'client_credit_entries',
        "UPDATE client_credit_entries SET occurred_on = '2001-01-01' WHERE cents_delta < 0",
      ),
    ],
    ['settled-since-issued', asleep('payments', "UPDATE payments SET received_on = '2001-01-01'")],
    [
      'reversals-are-exact',
      asleep(
        'journal_lines',
        "UPDATE journal_lines SET project_id = NULL, client_id = NULL WHERE entry_id IN (SELECT id FROM journal_entries WHERE source_type = 'invoice_void')",
      ),
    ],
    ['references-stay-inside', 'ALTER TABLE document_deliveries NO FORCE ROW LEVEL SECURITY'],
    ['parties-agree', asleep('credit_applications', `UPDATE credit_applications SET client_id = 'ALDER'`)],
  ])('%s is found broken when it is', async (name, damage) => {
    const damaged = damage.replaceAll('ALDER', history.alder).replaceAll('BIRCH', history.birch)
    const client = new pg.Client({ connectionString: house.ownerUrl })
    await client.connect()
    try {
      await client.query(`BEGIN; SET LOCAL app.company_id = '${companies.maple.id}'; ${damaged}`)
      const scope = {
        companyId: companies.maple.id,
        sql: async (_name: string, text: string, values: unknown[]) => (await client.query(text, values)).rows,
      }
      const verdict = (await checkInvariants(scope as unknown as Scope)).find((one) => one.name === name)
      expect(verdict?.ok).toBe(false)
      expect(verdict?.findings[0]?.detail).toBeTruthy()
    } finally {
      await client.end()
    }
  })
})
