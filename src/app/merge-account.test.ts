import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { createAccount } from '#modules/ledger/server/create-account.ts'
import { createManualEntry } from '#modules/ledger/server/create-manual-entry.ts'
import { mergeAccount } from '#modules/ledger/server/merge-account.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
const codes = new Map<string, string>()
const account = (code: string) => codes.get(code) ?? ''
const add = async (code: string, type: string, more: object = {}) => {
  const { id } = await house.as.ben.execute(createAccount, { code, name: `Account ${code}`, type, ...more })
  codes.set(code, id)
  return id
}
const post = (entryDate: string, debited: string, credited: string, cents: number, more: object = {}) =>
  house.as.ben.execute(createManualEntry, {
    ...{ entryDate, memo: 'By hand' },
    lines: [
      { accountId: account(debited), debitCents: cents, ...more },
      { accountId: account(credited), creditCents: cents, ...more },
    ],
  })
const merge = (from: string, into: string, more: object = {}) =>
  house.as.ben.execute(mergeAccount, { accountId: account(from), intoAccountId: account(into), ...more })
const linesOf = (entryId: string | undefined) =>
  house.sql<{ line: string }>(
    'app',
    `SELECT a.code || ' ' || l.debit_cents || ' ' || l.credit_cents || CASE WHEN l.client_id IS NULL THEN '' ELSE ' of a client' END AS line
     FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id WHERE l.entry_id = $1 ORDER BY l.line_no`,
    [entryId],
  )
const history = () =>
  house.sql(
    'app',
    "SELECT md5(string_agg(l::text, ',' ORDER BY l.entry_id, l.line_no)) FROM journal_lines l WHERE l.entry_date <= '2026-07-31'",
  )

beforeAll(async () => {
  for (const { id, code } of await house.sql<{ id: string; code: string }>('owner', 'SELECT id, code FROM accounts'))
    codes.set(code, id)
})

test('an account of the balance sheet: one entry moves its whole balance, client by client; its lines stay as they are', async () => {
  await add('1200', 'asset')
  await add('1300', 'asset')
  const clientId = await work.client()
  await post('2025-05-01', '1200', '3000', 50_000)
  await post('2026-05-01', '1200', '3000', 2_000, { clientId })
  await post('2026-06-01', '3000', '1200', 7_000)
  const before = await history()
  const { entry, into, account: retired } = await merge('1200', '1300', { mergedOn: '2026-08-01' })
  expect(entry).toMatchObject({
    entryDate: '2026-08-01',
    memo: 'Account 1200 Account 1200 merged into 1300 Account 1300',
  })
  expect((await linesOf(entry?.entryId)).map(({ line }) => line).sort()).toEqual([
    '1200 0 2000 of a client',
    '1200 0 43000',
    '1300 2000 0 of a client',
    '1300 43000 0',
  ])
  expect([retired.active, retired.balanceCents, into.balanceCents]).toEqual([false, 0, 45_000])
  expect(await history()).toEqual(before)
  await assertInvariants(house)
})

test('an expense: only the running year moves, so that years that are over read as they did', async () => {
  await add('6100', 'expense')
  await add('6200', 'expense')
  await post('2025-11-01', '6100', '1000', 900)
  await post('2026-02-01', '6100', '1000', 400)
  const { entry } = await merge('6100', '6200', { mergedOn: '2026-07-01' })
  expect((await linesOf(entry?.entryId)).map(({ line }) => line)).toEqual(['6200 400 0', '6100 0 400'])
})

test('what would post there follows: services, drafts; what was sent keeps its account', async () => {
  await add('4100', 'income')
  await add('4200', 'income')
  const clientId = await work.client()
  const item = await work.item({ income_account_id: account('4100') })
  const lines = [{ name: 'Advice', unitPriceCents: 5_000, incomeAccountId: account('4100') }]
  const [sent, draft] = [
    await house.as.mia.execute(createInvoice, { clientId, lines, issuedOn: '2026-03-02' }),
    await house.as.mia.execute(createInvoice, { clientId, lines, issuedOn: '2026-03-02' }),
  ]
  await house.as.mia.execute(sendInvoice, { invoiceId: sent.id, email: null })
  const preview = await house.as.ben.preview(mergeAccount, {
    accountId: account('4100'),
    intoAccountId: account('4200'),
  })
  expect(preview.answer.remapped).toMatchObject({ catalogItems: 1, draftLines: 1, vendors: 0 })
  expect(preview.entries[0]?.lines.map(({ accountCode, debitCents }) => [accountCode, debitCents])).toEqual([
    ['4200', 0],
    ['4100', 5_000],
  ])
  const { remapped } = await merge('4100', '4200')
  expect(remapped).toEqual(preview.answer.remapped)
  const at = async (table: string, where: string, id: string) =>
    (
      await house.sql<{ id: string }>('app', `SELECT income_account_id AS id FROM ${table} WHERE ${where} = $1`, [id])
    )[0]?.id
  expect(await at('catalog_items', 'id', item)).toBe(account('4200'))
  expect(await at('document_lines', 'document_id', draft.id)).toBe(account('4200'))
  expect(await at('document_lines', 'document_id', sent.id)).toBe(account('4100'))
  await assertInvariants(house)
})

test('refused: the system’s and controlled accounts, another kind, itself, a day before its last line, locked books', async () => {
  await add('6300', 'expense')
  await add('6400', 'expense')
  await add('6500', 'expense', { contra: true })
  await post('2026-09-01', '6300', '1000', 100)
  await expect(merge('6000', '6300')).rejects.toMatchObject({ code: 'account_system_kept' })
  await expect(merge('1100', '1000')).rejects.toMatchObject({ code: 'account_system_kept' })
  for (const into of ['6300', '1000', '6500', '3900', '1100', '2000'])
    await expect(merge('6300', into), into).rejects.toMatchObject({ errors: [{ path: 'intoAccountId' }] })
  await expect(merge('6300', '6400', { mergedOn: '2026-08-31' })).rejects.toMatchObject({
    errors: [{ path: 'mergedOn', message: expect.stringContaining('2026-09-01') }],
  })
  await expect(
    house.as.mia.execute(mergeAccount, { accountId: account('6300'), intoAccountId: account('6400') }),
  ).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(merge('6300', '6400', { id: newId(), intoAccountId: newId() })).rejects.toMatchObject({
    code: 'not_found',
  })
  await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-12-31' WHERE id = $1", [
    companies.maple.id,
  ])
  await expect(merge('6300', '6400', { mergedOn: '2026-10-01' })).rejects.toMatchObject({ code: 'books_locked' })
  await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL WHERE id = $1', [companies.maple.id])
})

test('refused: an id that an entry has already; the account keeps its balance and stays in use', async () => {
  const accountId = await add('6700', 'expense')
  await add('6800', 'expense')
  const { entryId: id } = await post('2026-03-01', '6700', '1000', 300)
  await expect(merge('6700', '6800', { id })).rejects.toMatchObject({ code: 'id_taken' })
  const kept = await house.sql(
    'app',
    `SELECT active, (SELECT sum(debit_cents - credit_cents)::int FROM journal_lines WHERE account_id = a.id) AS cents
     FROM accounts a WHERE id = $1`,
    [accountId],
  )
  expect(kept).toEqual([{ active: true, cents: 300 }])
})

test('every reference to accounts either follows a merge or is history', async () => {
  const [definition] = await house.sql<{ text: string }>(
    'owner',
    "SELECT prosrc AS text FROM pg_proc WHERE proname = 'remap_account'",
  )
  const historic = ['journal_lines', 'account_balances', 'bill_payments', 'expense_reimbursements']
  const references = await house.sql<{ table: string }>(
    'owner',
    `SELECT c.relname AS table FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND k.confrelid = 'accounts'::regclass`,
  )
  expect(references.length).toBeGreaterThan(8)
  for (const { table } of references)
    expect(historic.includes(table) || definition?.text.includes(`UPDATE ${table} `), table).toBe(true)
})
