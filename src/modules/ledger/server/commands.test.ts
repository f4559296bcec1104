import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createAccount } from './create-account.ts'
import { createManualEntry } from './create-manual-entry.ts'
import { postEntry } from './index.ts'
import { listAccounts, listIncomeAccounts } from './queries.ts'
import { reverseJournalEntry } from './reverse-journal-entry.ts'
import { updateAccount } from './update-account.ts'

const house = useHouse()
const work = workCast(house)
const ids = new Map<string, string>()
const account = (code: string) => ids.get(code) ?? ''

beforeAll(async () => {
  for (const { id, code } of await house.sql<{ id: string; code: string }>('owner', 'SELECT id, code FROM accounts'))
    ids.set(code, id)
})

const entry = (more: object = {}) => ({
  entryDate: '2026-05-04',
  memo: 'Owner puts money in',
  lines: [
    { accountId: account('1000'), debitCents: 50_000 },
    { accountId: account('3000'), creditCents: 50_000 },
  ],
  ...more,
})

async function linesOf(entryId: string) {
  return house.sql(
    'owner',
    'SELECT a.code, l.debit_cents AS debit, l.credit_cents AS credit FROM journal_lines l JOIN accounts a ON a.id = l.account_id WHERE l.entry_id = $1 ORDER BY l.line_no',
    [entryId],
  )
}

describe('a manual entry', () => {
  test('is posted as typed, and audited', async () => {
    const posted = await house.as.ben.execute(createManualEntry, entry())
    expect(posted.sourceType).toBe('manual')
    expect(await linesOf(posted.entryId)).toEqual([
      { code: '1000', debit: '50000', credit: '0' },
      { code: '3000', debit: '0', credit: '50000' },
    ])
    const [row] = await house.sql<object>(
      'owner',
      'SELECT source_id, request_id, posted_by IS NOT NULL AS signed FROM journal_entries WHERE id = $1',
      [posted.entryId],
    )
    expect(row).toEqual({ source_id: posted.entryId, request_id: 'test-ben', signed: true })
    const [event] = await house.sql<object>(
      'owner',
      'SELECT action, actor_name FROM audit_events WHERE subject_id = $1',
      [posted.entryId],
    )
    expect(event).toEqual({ action: 'journal.createManualEntry', actor_name: 'Ben' })
  })

  test('says on each line whom and what it concerns; of another company is as of none', async () => {
    const clientId = await work.client({ organization_name: 'Birch' })
    const projectId = await work.project(clientId, { name: 'Site' })
    const concerning = (concerns: object) =>
      entry({
        lines: [
          { accountId: account('6000'), debitCents: 4_000, ...concerns },
          { accountId: account('1000'), creditCents: 4_000 },
        ],
      })
    const posted = await house.as.ben.execute(createManualEntry, concerning({ clientId, projectId }))
    const of = 'SELECT client_id, project_id FROM journal_lines WHERE entry_id = $1 ORDER BY line_no'
    expect(await house.sql('owner', of, [posted.entryId])).toEqual([
      { client_id: clientId, project_id: projectId },
      { client_id: null, project_id: null },
    ])
    const strange = await work.client({ organization_name: 'Rowan', company_id: companies.oak.id })
    for (const id of [strange, newId()])
      for (const concerns of [{ clientId: id }, { projectId: id }])
        await expect(house.as.ben.execute(createManualEntry, concerning(concerns))).rejects.toMatchObject({
          code: 'not_found',
        })
  })

  test('is previewed without being posted', async () => {
    const id = newId()
    const preview = await house.as.ada.preview(createManualEntry, entry({ id }))
    expect(preview.entries).toEqual([preview.answer])
    expect(await linesOf(id)).toEqual([])
  })

  test('stays out of control, derived, retired and foreign accounts, with a sentence per line', async () => {
    const retired = await house.as.ada.execute(createAccount, { code: '6400', name: 'Old rent', type: 'expense' })
    await house.as.ada.execute(updateAccount, { accountId: retired.id, active: false })
    const [foreign] = await house.sql<{ id: string }>('owner', 'SELECT id FROM accounts LIMIT 1', [], companies.oak.id)
    const wrong = [account('1100'), account('3900'), retired.id, foreign?.id, account('1000')]
    const lines = wrong.map((accountId, at) => (at < 4 ? { accountId, debitCents: 1 } : { accountId, creditCents: 4 }))
    await expect(house.as.ada.execute(createManualEntry, entry({ lines }))).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [
        { path: 'lines.0.accountId', message: 'Accounts Receivable is moved only by its documents.' },
        { path: 'lines.1.accountId', message: 'Retained Earnings is computed and never posted to.' },
        { path: 'lines.2.accountId', message: 'Old rent is no longer in use.' },
        { path: 'lines.3.accountId', message: 'There is no such account.' },
      ],
    })
  })

  test.each([
    [
      'unbalanced',
      'entry_unbalanced',
      {
        lines: () => [
          { accountId: account('1000'), debitCents: 2 },
          { accountId: account('3000'), creditCents: 1 },
        ],
      },
    ],
    [
      'of nothing',
      'entry_too_short',
      { lines: () => [{ accountId: account('1000') }, { accountId: account('3000') }] },
    ],
  ])('%s is refused with %s', async (_name, code, { lines }) => {
    await expect(house.as.ada.execute(createManualEntry, entry({ lines: lines() }))).rejects.toMatchObject({ code })
  })

  test('in a locked period is refused with the date', async () => {
    await house.sql('owner', "UPDATE companies SET books_locked_through = '2025-12-31'")
    await expect(house.as.ada.execute(createManualEntry, entry({ entryDate: '2025-12-31' }))).rejects.toMatchObject({
      code: 'books_locked',
      message: 'The books are locked through 2025-12-31. Choose a later date.',
    })
  })
})

describe('a reversal by hand', () => {
  test('of two at once one is told that somebody was faster', async () => {
    const { entryId } = await house.as.ada.execute(createManualEntry, entry())
    const at = (entryDate: string) => house.as.ada.execute(reverseJournalEntry, { entryId, entryDate })
    const ended = await Promise.allSettled([at('2026-05-05'), at('2026-05-06'), at('2026-05-07')])
    expect(ended.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of ended) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'entry_reversed' })
    }
  })

  test('posts the opposite, once', async () => {
    const posted = await house.as.ada.execute(createManualEntry, entry())
    const reversal = await house.as.ada.execute(reverseJournalEntry, {
      entryId: posted.entryId,
      entryDate: '2026-05-05',
    })
    expect(reversal).toMatchObject({
      sourceType: 'reversal',
      memo: 'Reversal: Owner puts money in',
      entryDate: '2026-05-05',
    })
    expect(await linesOf(reversal.entryId)).toEqual([
      { code: '1000', debit: '0', credit: '50000' },
      { code: '3000', debit: '50000', credit: '0' },
    ])
    await expect(house.as.ada.execute(reverseJournalEntry, { entryId: posted.entryId })).rejects.toMatchObject({
      code: 'entry_reversed',
    })
  })

  test('is neither before its entry nor ahead of today; of one that is dated ahead on its own day', async () => {
    const now = { now: '2026-06-10T15:00:00.000000Z' }
    const reverse = async (of: string, entryDate?: string) => {
      const { entryId } = await house.as.ada.execute(createManualEntry, entry({ entryDate: of }))
      return (await house.as.ada.execute(reverseJournalEntry, { entryId, entryDate }, now)).entryDate
    }
    const refused = (words: string) => ({
      code: 'invalid_input',
      errors: [{ path: 'entryDate', message: expect.stringContaining(words) }],
    })
    await expect(reverse('2026-05-04', '2026-05-03')).rejects.toMatchObject(refused('2026-05-04 or later'))
    await expect(reverse('2026-05-04', '2026-06-11')).rejects.toMatchObject(refused('2026-06-10 or an earlier'))
    expect(await reverse('2026-05-04', '2026-05-04')).toBe('2026-05-04')
    expect(await reverse('2026-05-04')).toBe('2026-06-10')
    expect(await reverse('2026-07-01')).toBe('2026-07-01')
  })

  test('does not touch what a document posted', async () => {
    const posted = await house.as.ada.scope((scope) =>
      postEntry(scope, {
        entryDate: '2026-05-04',
        memo: 'Invoice',
        sourceType: 'invoice',
        sourceId: newId(),
        lines: [
          { account: 'accounts_receivable', debitCents: 5 },
          { account: 'revenue', creditCents: 5 },
        ],
      }),
    )
    await expect(house.as.ada.execute(reverseJournalEntry, { entryId: posted.entryId })).rejects.toMatchObject({
      code: 'entry_of_document',
    })
  })
})

describe('the chart of accounts', () => {
  test('shows balances from the normal side, as of a date', async () => {
    const made = await house.as.ada.execute(createAccount, { code: '1010', name: 'Savings', type: 'asset' })
    await house.as.ada.execute(
      createManualEntry,
      entry({
        lines: [
          { accountId: made.id, debitCents: 700 },
          { accountId: account('3000'), creditCents: 700 },
        ],
      }),
    )
    const balance = async (asOf: string) =>
      (await house.as.ada.perform(listAccounts, { asOf, q: 'SAVING' })).items.map(({ code, balanceCents }) => [
        code,
        balanceCents,
      ])
    expect(await balance('2026-05-03')).toEqual([['1010', 0]])
    expect(await balance('2026-05-04')).toEqual([['1010', 700]])
    expect(await balance('2026-07-01')).toEqual([['1010', 700]])
    const paged = await house.as.ada.perform(listAccounts, { limit: 2 })
    expect(paged.items.map(({ code }) => code)).toEqual(['1000', '1010'])
    const next = await house.as.ada.perform(listAccounts, { limit: 1, cursor: paged.nextCursor })
    expect(next.items.map(({ code }) => code)).toEqual(['1050'])
  })

  test('refuses a code twice', async () => {
    await expect(
      house.as.ada.execute(createAccount, { code: '1000', name: 'Till', type: 'asset' }),
    ).rejects.toMatchObject({ code: 'account_code_taken' })
  })

  test('lets a system account be renamed, not retired', async () => {
    const renamed = await house.as.ada.execute(updateAccount, { accountId: account('6900'), name: 'Losses' })
    expect(renamed).toMatchObject({ name: 'Losses', code: '6900', revision: 2 })
    await expect(
      house.as.ada.execute(updateAccount, { accountId: account('6900'), active: false }),
    ).rejects.toMatchObject({ code: 'account_system_kept' })
    await expect(
      house.as.ada.execute(updateAccount, { accountId: account('6900'), name: 'Lost' }, { expectedRevision: 1 }),
    ).rejects.toMatchObject({ code: 'stale_revision' })
  })

  test('offers managers the income accounts without the figures', async () => {
    const { items } = await house.as.mia.perform(listIncomeAccounts)
    expect(items.map(({ code }) => code)).toEqual(['4000', '4900'])
    await expect(house.as.mia.perform(listAccounts)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
