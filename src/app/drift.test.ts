import { beforeAll, expect, test } from 'vitest'
import { repairRollups } from '#modules/closing/server/index.ts'
import { explainInvoice } from '#modules/documents/contract.ts'
import { recordPayment, reversePayment } from '#modules/payments/contract.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { caller } from '#testing/money-commands/caller.ts'
import { fixtures } from '#testing/money-commands/fixtures.ts'

/** Drift, made as the owner of the tables with their triggers asleep; then the tool names it, mends it, and is done. */
const house = useHouse()
const types = [
  ...[
    'invoice',
    'payment',
    'credit_application',
    'payment_refund',
    'payment_fee',
    'credit_adjustment',
    'invoice_write_off',
    'credit_note',
  ],
  ...['bill', 'bill_payment', 'expense', 'expense_reimbursement', 'invoice_void', 'payment_reversal'],
  ...['credit_application_reversal', 'credit_note_reversal', 'invoice_write_off_reversal', 'bill_void'],
  ...['bill_payment_reversal'],
]
const asleep = async (tables: string[], ...texts: string[]) => {
  for (const table of tables) await house.sql('owner', `ALTER TABLE ${table} DISABLE TRIGGER USER`)
  for (const text of texts) await house.sql('owner', text)
  for (const table of tables) await house.sql('owner', `ALTER TABLE ${table} ENABLE TRIGGER USER`)
}
const dryRun = async () => {
  const { answer } = await house.as.ada.preview(repairRollups, {})
  return answer.filter(({ rows }) => rows > 0)
}
const repair = async () => (await house.as.ada.execute(repairRollups, {})).filter(({ rows }) => rows > 0)
/** By source: its day and its lines, whatever their order. */
const posted = () =>
  house.sql<{ source: string; said: string }>(
    'app',
    `SELECT e.source_type || ' ' || e.source_id AS source, e.entry_date || ' ' || string_agg(concat_ws(' ', a.code, l.cents, l.client_id, l.project_id), ', '
       ORDER BY a.code, l.cents, l.client_id, l.project_id) AS said
     FROM journal_entries e
     JOIN (SELECT company_id, entry_id, account_id, client_id, project_id, sum(debit_cents - credit_cents) AS cents FROM journal_lines GROUP BY 1, 2, 3, 4, 5) l
       ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     GROUP BY e.source_type, e.source_id, e.entry_date ORDER BY 1`,
  )

beforeAll(async () => {
  const call = caller(house)
  for (const [name, prepare] of Object.entries(fixtures(house))) {
    const { who, input } = await prepare()
    await call(name, input, who)
  }
}, 120_000)

test('without drift there is nothing to do', async () => {
  expect(await dryRun()).toEqual([])
  expect(await repair()).toEqual([])
})

test('entries that are gone are named, posted again as they were, and found the second time', {
  timeout: 60_000,
}, async () => {
  const before = await posted()
  const lost = `SELECT e.id FROM journal_entries e WHERE e.source_type IN ('${types.join("', '")}')
    AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.reverses_entry_id = e.id AND r.source_type = 'reversal')`
  const named = await house.sql<{ source: string; type: string }>(
    'app',
    `SELECT e.source_type || ' ' || e.source_id AS source, e.source_type AS type FROM journal_entries e WHERE e.id IN (${lost})`,
  )
  expect(new Set(named.map(({ type }) => type))).toEqual(new Set(types))
  await asleep(
    ['journal_entries', 'journal_lines'],
    `CREATE TEMP TABLE gone AS ${lost}; DELETE FROM journal_lines WHERE entry_id IN (SELECT id FROM gone);
     DELETE FROM journal_entries WHERE id IN (SELECT id FROM gone); DROP TABLE gone`,
  )
  const [entries] = (await dryRun()).filter(({ rollup }) => rollup === 'Entries of the journal')
  expect(entries?.rows).toBe(named.length)
  expect(named.map(({ source }) => source)).toEqual(expect.arrayContaining(entries?.ids ?? []))
  expect((await posted()).length).toBe(before.length - named.length)
  await repair()
  expect(await posted()).toEqual(before)
  expect([await dryRun(), await repair()]).toEqual([[], []])
  await assertInvariants(house)
})

test('reversals of void expenses, undone reimbursements and fees of reversed payments that are gone are posted again, on their days', async () => {
  const before = await posted()
  const lost = `SELECT r.id FROM journal_entries r JOIN journal_entries o ON o.company_id = r.company_id AND o.id = r.reverses_entry_id
    WHERE r.source_type = 'reversal' AND o.source_type IN ('expense', 'expense_reimbursement', 'payment_fee')`
  const gone = await house.sql<{ type: string }>(
    'app',
    `SELECT DISTINCT o.source_type AS type FROM journal_entries o JOIN journal_entries r ON r.reverses_entry_id = o.id
     WHERE r.source_type = 'reversal' AND (o.source_type LIKE 'expense%' OR o.source_type = 'payment_fee') ORDER BY 1`,
  )
  expect(gone.map(({ type }) => type)).toEqual(['expense', 'expense_reimbursement', 'payment_fee'])
  await asleep(
    ['journal_entries', 'journal_lines'],
    `CREATE TEMP TABLE gone AS ${lost}; DELETE FROM journal_lines WHERE entry_id IN (SELECT id FROM gone);
     DELETE FROM journal_entries WHERE id IN (SELECT id FROM gone); DROP TABLE gone`,
  )
  await repair()
  expect(await posted()).toEqual(before)
  expect([await dryRun(), await repair()]).toEqual([[], []])
  await assertInvariants(house)
})

test('a payment on account that was reversed is right as it is', async () => {
  const [client] = await house.sql<{ id: string }>('app', 'SELECT id FROM clients WHERE credit_cents = 0 LIMIT 1')
  const input = { clientId: client?.id ?? '', method: 'check', amountCents: 10_000 } as const
  const { id } = (await house.as.mia.http.call(recordPayment, input)).json<{ id: string }>()
  const reversed = await house.as.ben.http.call(reversePayment, { paymentId: id })
  expect(reversed.json()).toMatchObject({ id, reversal: { reason: null } })
  expect([await dryRun(), await repair()]).toEqual([[], []])
  await assertInvariants(house)
})

test('a payment is linked again: to the credit that it left, and to the invoice that does not know it', async () => {
  const client = await house.sql<{ id: string }>(
    'app',
    'SELECT id FROM clients WHERE credit_cents = 0 ORDER BY id LIMIT 1',
  )
  const clientId = client[0]?.id ?? ''
  const input = { clientId, method: 'check', amountCents: 700 } as const
  const payment = (await house.as.mia.http.call(recordPayment, input)).json()
  await asleep(
    ['client_credit_entries', 'clients', 'documents', 'bills', 'payments', 'payment_allocations'],
    `DELETE FROM client_credit_entries WHERE source_id = '${payment.id}'`,
    `UPDATE clients SET credit_cents = 0 WHERE id = '${clientId}'`,
    "UPDATE documents SET balance_due_cents = total_cents WHERE state = 'paid'",
    "UPDATE bills SET balance_due_cents = total_cents WHERE state = 'paid'",
    'UPDATE payments SET refunded_cents = 0',
    'UPDATE payment_allocations SET refunded_cents = 0',
  )
  const paid = await house.sql<{ id: string }>('app', "SELECT id FROM documents WHERE state = 'paid'")
  const explained = paid.map(async ({ id }) => (await house.as.ada.http.call(explainInvoice, { invoiceId: id })).json())
  expect((await Promise.all(explained)).map(({ agrees }) => agrees)).toContain(false)
  const told = await dryRun()
  expect(told.map(({ rollup }) => rollup)).toEqual([
    'Credit that payments and refunds moved',
    'Refunded parts of allocations',
    'Refunded amounts of payments',
    'Balances due of invoices',
    'Balances due of bills',
  ])
  expect(told[0]?.ids).toEqual([`overpayment ${payment.id}`])
  expect(await repair()).toEqual(told)
  expect([await dryRun(), await repair()]).toEqual([[], []])
  await assertInvariants(house)
})
