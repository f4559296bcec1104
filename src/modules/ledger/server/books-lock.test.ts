import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { lockBooks, readBooksLock } from './books-lock.ts'
import { createManualEntry } from './create-manual-entry.ts'
import { postOpeningBalances } from './post-opening-balances.ts'
import { reverseJournalEntry } from './reverse-journal-entry.ts'

const house = useHouse()
const now = { now: '2026-06-10T15:00:00.000000Z' }
const ids = new Map<string, string>()
beforeAll(async () => {
  for (const { id, code } of await house.sql<{ id: string; code: string }>('owner', 'SELECT id, code FROM accounts'))
    ids.set(code, id)
})
afterEach(() =>
  house.sql('owner', 'UPDATE companies SET books_locked_through = NULL WHERE id = $1', [companies.maple.id]),
)

const account = (code: string) => ids.get(code) ?? ''
const entry = (entryDate: string) => ({
  entryDate,
  memo: 'Owner puts money in',
  lines: [
    { accountId: account('1000'), debitCents: 100 },
    { accountId: account('3000'), creditCents: 100 },
  ],
})
const lock = (lockedThrough: string | null, reason?: string) =>
  house.as.ada.execute(lockBooks, { lockedThrough, ...(reason ? { reason } : {}) }, now)

describe('locking the books', () => {
  test('pain 24: nothing posts on or before the day, a reversal neither, whoever asks', async () => {
    const posted = await house.as.ben.execute(createManualEntry, entry('2026-05-31'))
    expect(await lock('2026-05-31')).toEqual({ lockedThrough: '2026-05-31' })
    const refused = { code: 'books_locked' }
    await expect(house.as.ben.execute(createManualEntry, entry('2026-05-31'))).rejects.toMatchObject(refused)
    await expect(
      house.as.ada.execute(reverseJournalEntry, { entryId: posted.entryId, entryDate: '2026-05-31' }),
    ).rejects.toMatchObject(refused)
    const around = `WITH e AS (INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
        VALUES ($1, $2, '2026-05-31', 'around', 'manual', $2, now()))
      INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
        VALUES ($1, $2, 1, '2026-05-31', $3, 5, 0), ($1, $2, 2, '2026-05-31', $4, 0, 5)`
    const values = [companies.maple.id, '0190a000-0000-7000-9000-00000000f001', account('1000'), account('3000')]
    for (const role of ['app', 'owner'] as const)
      await expect(house.sql(role, around, values)).rejects.toThrow(/locked through 2026-05-31/)
    const later = await house.as.ada.execute(reverseJournalEntry, { entryId: posted.entryId, entryDate: '2026-06-01' })
    expect(later.entryDate).toBe('2026-06-01')
  })

  test('is the owner’s act, audited, and readable for all', async () => {
    await expect(house.as.ben.execute(lockBooks, { lockedThrough: '2026-04-30' }, now)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await lock('2026-04-30')
    expect(await house.as.cy.perform(readBooksLock, {})).toEqual({ lockedThrough: '2026-04-30' })
    const [event] = await house.sql<{ after: object }>(
      'owner',
      "SELECT after FROM audit_events WHERE action = 'ledger.lockBooks' ORDER BY id DESC LIMIT 1",
    )
    expect(event?.after).toEqual({ booksLockedThrough: '2026-04-30', reason: null })
  })

  test('a day that is not over cannot be locked', async () => {
    await expect(lock('2026-06-10')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(lock('2026-06-09')).resolves.toEqual({ lockedThrough: '2026-06-09' })
  })

  test('opening days again wants a reason', async () => {
    await lock('2026-05-31')
    for (const day of ['2026-04-30', null]) await expect(lock(day)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(lock('2026-04-30', 'The bank sent a correction')).resolves.toEqual({ lockedThrough: '2026-04-30' })
    await expect(house.as.ben.execute(createManualEntry, entry('2026-05-31'))).resolves.toBeDefined()
  })

  test('of two locks at once none opens days that the other has locked, unless it says why', async () => {
    const days = ['2026-05-10', '2026-05-20', '2026-05-12', '2026-05-30', '2026-05-14', '2026-05-16']
    const ended = await Promise.allSettled(days.map((day) => lock(day)))
    for (const one of ended) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ errors: [{ path: 'reason' }] })
    }
    const [company] = await house.sql<{ day: string }>(
      'owner',
      'SELECT books_locked_through::text AS day FROM companies',
    )
    expect(company?.day).toBe('2026-05-30')
  })

  test('postings under way and the lock see each other: what was answered is there, nothing slips in behind', async () => {
    const posting = Array.from({ length: 20 }, () => house.as.ben.execute(createManualEntry, entry('2026-02-28')))
    const locking = lock('2026-02-28')
    const outcomes = await Promise.allSettled(posting)
    await locking
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'books_locked' })
    const [found] = await house.sql<{ count: number }>(
      'app',
      "SELECT count(*)::int AS count FROM journal_entries WHERE entry_date = '2026-02-28'",
    )
    expect(found?.count).toBe(kept)
    await expect(house.as.ben.execute(createManualEntry, entry('2026-02-28'))).rejects.toMatchObject({
      code: 'books_locked',
    })
  })
})

describe('opening balances', () => {
  test('are one manual entry, the rest on the owner’s equity', async () => {
    const posted = await house.as.ben.execute(postOpeningBalances, {
      asOf: '2025-12-31',
      lines: [
        { accountId: account('1000'), debitCents: 500_000 },
        { accountId: account('6000'), creditCents: 120_000 },
      ],
    })
    expect(posted.lines.map((line) => [line.accountCode, line.debitCents, line.creditCents])).toEqual([
      ['1000', 500_000, 0],
      ['6000', 0, 120_000],
      ['3000', 0, 380_000],
    ])
    expect(posted).toMatchObject({ sourceType: 'manual', entryDate: '2025-12-31', memo: 'Opening balances' })
  })

  test('sent again with other figures under the same id are refused, not taken for the first', async () => {
    const id = '0190a000-0000-7000-9000-00000000f002'
    const send = (debitCents: number) =>
      house.as.ben.execute(postOpeningBalances, {
        ...{ id, asOf: '2025-11-30' },
        lines: [{ accountId: account('1000'), debitCents }],
      })
    expect((await send(500)).entryId).toBe(id)
    await expect(send(700)).rejects.toMatchObject({ code: 'id_taken' })
    expect(
      await house.sql(
        'app',
        'SELECT debit_cents::int AS cents FROM journal_lines WHERE entry_id = $1 AND debit_cents > 0',
        [id],
      ),
    ).toEqual([{ cents: 500 }])
  })

  test('do not touch what documents move', async () => {
    const receivables = { asOf: '2025-12-31', lines: [{ accountId: account('1100'), debitCents: 5 }] }
    await expect(house.as.ben.execute(postOpeningBalances, receivables)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'lines.0.accountId', message: 'Accounts Receivable is moved only by its documents.' }],
    })
  })
})
