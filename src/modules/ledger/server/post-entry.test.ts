import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { findEntry, type NewEntry, postEntry, provisionChart, reverseEntry } from './index.ts'

const house = useHouse()

const sale = (more: Partial<NewEntry> = {}): NewEntry => ({
  entryDate: '2026-03-10',
  memo: 'Invoice 26/03/001',
  sourceType: 'invoice',
  sourceId: newId(),
  lines: [
    { account: 'accounts_receivable', debitCents: 1082 },
    { account: 'revenue', creditCents: 1000 },
    { account: 'sales_tax_payable', creditCents: 82 },
    { account: 'discounts', debitCents: 0 },
  ],
  ...more,
})

test('posts the lines with the system keys resolved, and tells the act about it', async () => {
  const clientId = newId()
  await house.sql('owner', "INSERT INTO clients (company_id, id, organization_name) VALUES ($1, $2, 'Birch')", [
    companies.maple.id,
    clientId,
  ])
  const entry = sale({
    lines: [
      { account: 'accounts_receivable', debitCents: 700, clientId, memo: 'in full' },
      { account: 'revenue', creditCents: 900 },
      { account: 'revenue', creditCents: -200 },
    ],
  })
  const { posted, recorded } = await house.as.ada.scope(async (scope) => ({
    posted: await postEntry(scope, entry),
    recorded: scope.record.entries,
  }))
  expect(posted).toMatchObject({ entryDate: '2026-03-10', memo: 'Invoice 26/03/001', sourceType: 'invoice' })
  expect(posted.lines.map((line) => [line.accountCode, line.accountName, line.debitCents, line.creditCents])).toEqual([
    ['1100', 'Accounts Receivable', 700, 0],
    ['4000', 'Revenue', 0, 900],
    ['4000', 'Revenue', 200, 0],
  ])
  expect(recorded).toEqual([posted])
  const rows = await house.sql(
    'owner',
    'SELECT line_no, client_id, memo, entry_date::text AS day FROM journal_lines WHERE entry_id = $1 ORDER BY line_no',
    [posted.entryId],
  )
  expect(rows[0]).toEqual({ line_no: 1, client_id: clientId, memo: 'in full', day: '2026-03-10' })
  expect(rows[1]).toMatchObject({ client_id: null, memo: null })
})

test('posting a source twice answers with the first entry and changes nothing', async () => {
  const entry = sale()
  const first = await house.as.ada.scope((scope) => postEntry(scope, entry))
  const again = await house.as.ben.scope(async (scope) => ({
    posted: await postEntry(scope, { ...entry, memo: 'otherwise', entryDate: '2026-09-09' }),
    recorded: scope.record.entries,
  }))
  expect(again.posted).toEqual(first)
  expect(again.recorded).toEqual([])
})

test('twenty at once post one entry', async () => {
  const entry = sale()
  const posted = await Promise.all(
    Array.from({ length: 20 }, () => house.as.ada.scope((scope) => postEntry(scope, entry))),
  )
  expect(new Set(posted.map(({ entryId }) => entryId)).size).toBe(1)
  const [count] = await house.sql<{ lines: string }>(
    'owner',
    'SELECT count(*) AS lines FROM journal_lines WHERE entry_id = $1',
    [posted[0]?.entryId],
  )
  expect(count?.lines).toBe('3')
})

test('the same source in another company is another entry', async () => {
  const entry = sale()
  const ours = await house.as.ada.scope((scope) => postEntry(scope, entry))
  const theirs = await house.as.olga.scope((scope) => postEntry(scope, entry))
  expect(theirs.entryId).not.toBe(ours.entryId)
})

test('a rolled back act posts nothing', async () => {
  const entry = sale()
  await house.as.ada.scope((scope) => postEntry(scope, entry), { keep: false })
  expect(await house.as.ada.scope((scope) => findEntry(scope, entry))).toBeUndefined()
})

test('an account of another company is not there', async () => {
  const [theirs] = await house.sql<{ id: string }>(
    'owner',
    "SELECT id FROM accounts WHERE system_key = 'cash'",
    [],
    companies.oak.id,
  )
  const entry = sale({
    lines: [
      { account: { accountId: theirs?.id ?? '' }, debitCents: 5 },
      { account: 'revenue', creditCents: 5 },
    ],
  })
  await expect(house.as.ada.scope((scope) => postEntry(scope, entry))).rejects.toMatchObject({
    constraint: 'journal_lines_account',
  })
})

test('a reversal is the exact opposite, once', async () => {
  const entry = sale()
  const reversal = {
    of: entry,
    sourceType: 'invoice_void',
    sourceId: entry.sourceId,
    entryDate: '2026-04-01',
    memo: 'Void',
  }
  const original = await house.as.ada.scope((scope) => postEntry(scope, entry))
  const undone = await house.as.ada.scope((scope) => reverseEntry(scope, reversal))
  expect(
    undone.lines.map(({ accountCode, debitCents, creditCents }) => [accountCode, debitCents, creditCents]),
  ).toEqual(original.lines.map(({ accountCode, debitCents, creditCents }) => [accountCode, creditCents, debitCents]))
  expect(await house.as.ada.scope((scope) => reverseEntry(scope, reversal))).toEqual(undone)
  await expect(
    house.as.ada.scope((scope) => reverseEntry(scope, { ...reversal, sourceId: newId() })),
  ).rejects.toMatchObject({
    constraint: 'journal_entries_reversed_once',
  })
  await expect(house.as.ada.scope((scope) => reverseEntry(scope, { ...reversal, of: sale() }))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the default chart comes once, however often it is provided', async () => {
  await house.as.ada.scope((scope) => provisionChart(scope))
  const rows = await house.sql<{ code: string; name: string; flags: string }>(
    'owner',
    "SELECT code, name, concat_ws(' ', CASE WHEN control THEN 'control' END, CASE WHEN derived THEN 'derived' END, CASE WHEN contra THEN 'contra' END) AS flags FROM accounts WHERE system_key IS NOT NULL ORDER BY code",
  )
  expect(rows.map(({ code, flags }) => `${code} ${flags}`.trim())).toEqual([
    '1000',
    '1050',
    '1100 control',
    '2000 control',
    '2100',
    '2200 control',
    '2300 control',
    '3000',
    '3900 derived',
    '4000',
    '4900 contra',
    '5000',
    '6000',
    '6900',
  ])
})
