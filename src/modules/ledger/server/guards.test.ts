import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { postEntry } from './index.ts'

const house = useHouse()
const company = companies.maple.id
let entryId = ''
let cash = ''
let receivable = ''

beforeAll(async () => {
  const posted = await house.as.ada.scope((scope) =>
    postEntry(scope, {
      entryDate: '2026-03-10',
      memo: 'An invoice',
      sourceType: 'invoice',
      sourceId: newId(),
      lines: [
        { account: 'accounts_receivable', debitCents: 1000 },
        { account: 'revenue', creditCents: 1000 },
      ],
    }),
  )
  entryId = posted.entryId
  const accounts = await house.sql<{ id: string; key: string }>('owner', 'SELECT id, system_key AS key FROM accounts')
  cash = accounts.find(({ key }) => key === 'cash')?.id ?? ''
  receivable = accounts.find(({ key }) => key === 'accounts_receivable')?.id ?? ''
})

/** An entry with lines by plain SQL, as somebody would who goes around the code. */
function insertEntry(lines: string, { date = '2026-03-11', type = 'manual' } = {}): [string, unknown[]] {
  const text = `
    WITH e AS (INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
               VALUES ($1, $2, $3, 'x', $4, $2, now()) RETURNING *)
    INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
    SELECT e.company_id, e.id, l.no, e.entry_date, l.account, l.debit, l.credit FROM e, (VALUES ${lines}) AS l (no, account, debit, credit)`
  return [text, [company, newId(), date, type]]
}

const balanced = () => `(1, '${cash}'::uuid, 500, 0), (2, '${cash}'::uuid, 0, 500)`

describe.each(['app', 'owner'] as const)('as %s, around the code', (role) => {
  test.each([
    'UPDATE journal_entries SET memo = memo',
    'DELETE FROM journal_entries',
    'UPDATE journal_lines SET memo = memo',
    'DELETE FROM journal_lines',
  ])('%s fails: posted rows never change', async (statement) => {
    await expect(house.sql(role, statement)).rejects.toMatchObject({ constraint: 'entry_immutable' })
  })

  test.each(['journal_entries', 'journal_lines', 'account_balances', 'accounts'])(
    'TRUNCATE %s fails',
    async (table) => {
      await expect(house.sql(role, `TRUNCATE ${table} CASCADE`)).rejects.toThrow(
        role === 'app' ? /permission denied/ : /append-only/,
      )
    },
  )

  test('an unbalanced entry fails', async () => {
    const entry = insertEntry(`(1, '${cash}'::uuid, 500, 0), (2, '${cash}'::uuid, 0, 499)`)
    await expect(house.sql(role, ...entry)).rejects.toMatchObject({ constraint: 'entry_unbalanced' })
  })

  test('an entry of one line, or of none, fails', async () => {
    await expect(house.sql(role, ...insertEntry(`(1, '${cash}'::uuid, 500, 0)`))).rejects.toMatchObject({
      constraint: 'entry_unbalanced',
    })
    const none = `INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
                  VALUES ($1, $2, '2026-03-11', 'x', 'manual', $2, now())`
    await expect(house.sql(role, none, [company, newId()])).rejects.toMatchObject({ constraint: 'entry_unbalanced' })
  })

  test('a line with two sides, none or a negative one fails', async () => {
    for (const sides of ['500, 500', '0, 0', '-500, 0']) {
      const entry = insertEntry(`(1, '${cash}'::uuid, ${sides}), (2, '${cash}'::uuid, 0, 500)`)
      await expect(house.sql(role, ...entry)).rejects.toMatchObject({ constraint: 'journal_lines_one_side' })
    }
  })

  test('lines added to a posted entry fail, balanced ones too', async () => {
    const add = `INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
                 VALUES ($1, $2, 3, '2026-03-10', $3, 5, 0), ($1, $2, 4, '2026-03-10', $3, 0, 5)`
    await expect(house.sql(role, add, [company, entryId, cash])).rejects.toMatchObject({
      constraint: 'entry_immutable',
    })
  })

  test('a line dated otherwise than its entry fails', async () => {
    const [text, values] = insertEntry(balanced())
    await expect(
      house.sql(role, text.replace('l.no, e.entry_date', 'l.no, e.entry_date + 1'), values),
    ).rejects.toMatchObject({
      constraint: 'entry_immutable',
    })
  })

  test('a manual entry on a control account fails, and any on a derived one', async () => {
    const control = insertEntry(`(1, '${receivable}'::uuid, 500, 0), (2, '${cash}'::uuid, 0, 500)`)
    await expect(house.sql(role, ...control)).rejects.toMatchObject({ constraint: 'account_controlled' })
    const [derived] = await house.sql<{ id: string }>(
      'owner',
      "SELECT id FROM accounts WHERE system_key = 'retained_earnings'",
    )
    const entry = insertEntry(`(1, '${derived?.id}'::uuid, 500, 0), (2, '${cash}'::uuid, 0, 500)`, { type: 'invoice' })
    await expect(house.sql(role, ...entry)).rejects.toMatchObject({ constraint: 'account_controlled' })
  })

  test('the kind of a system account stays, and the account too', async () => {
    await expect(house.sql(role, "UPDATE accounts SET type = 'expense' WHERE id = $1", [cash])).rejects.toMatchObject({
      constraint: 'account_system_kept',
    })
    await expect(house.sql(role, "DELETE FROM accounts WHERE system_key = 'undeposited_stripe'")).rejects.toMatchObject(
      {
        constraint: 'account_system_kept',
      },
    )
  })

  test('nothing posts on or before the books lock', async () => {
    await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-01-31'")
    await expect(house.sql(role, ...insertEntry(balanced(), { date: '2026-01-31' }))).rejects.toMatchObject({
      constraint: 'books_locked',
      detail: '2026-01-31',
    })
    await expect(house.sql(role, ...insertEntry(balanced(), { date: '2026-02-01' }))).resolves.toBeDefined()
  })
})

test('the application cannot write the monthly balances itself', async () => {
  for (const statement of [
    'UPDATE account_balances SET debit_cents = 0',
    'DELETE FROM account_balances',
    "INSERT INTO account_balances (company_id, account_id, month) VALUES ($1, $2, '2020-01-01')",
  ]) {
    const values = statement.includes('$1') ? [company, cash] : []
    await expect(house.sql('app', statement, values)).rejects.toThrow(/permission denied/)
  }
})

test('the books of another company are not there', async () => {
  const rows = await house.sql('app', 'SELECT id FROM journal_entries', [], companies.oak.id)
  expect(rows).toEqual([])
  await expect(house.sql('owner', ...insertEntry(balanced()), companies.oak.id)).rejects.toThrow(/row-level security/)
})
