import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { balanceOf } from '#kernel/accounts.ts'
import { addDays, endOfMonth } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import type { Download, Query } from '#platform/operation.ts'
import type { CastName } from '#testing/cast.ts'
import { type History, makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import { arAging } from './ar-aging.ts'
import { checkInvariants } from './check-invariants.ts'
import { generalLedger } from './general-ledger.ts'
import { listJournalEntries, readJournalEntry } from './journal.ts'
import { balanceSheet, profitAndLoss, trialBalance } from './statements.ts'

const house = useHouse()
let history: History
beforeAll(async () => {
  history = await makeHistory(house)
})

/** The report as figures, not as a file. */
async function ask<I extends z.ZodType, A>(query: Query<I, A>, input: object, who: CastName = 'ada') {
  return (await house.as[who].perform(query, input)) as Exclude<A, Download>
}

describe('A/R aging', () => {
  test('says what was owed on any past day', async () => {
    const owed = async (asOf: string) => {
      const { items, totals, controlCents } = await ask(arAging, { asOf })
      expect(totals.totalCents).toBe(controlCents)
      return items.map(({ clientName, current, days1to30, days31to60, over90, totalCents }) => [
        clientName.slice(0, 6),
        current,
        days1to30,
        days31to60,
        over90,
        totalCents,
      ])
    }
    expect(await owed('2025-11-09')).toEqual([])
    expect(await owed('2025-12-31')).toEqual([['Birch ', 0, 108_250, 0, 0, 108_250]])
    expect(await owed('2026-03-19')).toEqual([
      ['=Alder', 27_000, 0, 0, 0, 27_000],
      ['Birch ', 0, 50_000, 0, 48_250, 98_250],
    ])
    expect(await owed('2026-03-25')).toEqual([
      ['=Alder', 27_000, 0, 0, 0, 27_000],
      ['Birch ', 0, 40_000, 0, 0, 40_000],
    ])
    expect(await owed('2026-04-09')).toEqual([
      ['=Alder', 0, 22_000, 0, 0, 22_000],
      ['Birch ', 0, 40_000, 0, 0, 40_000],
    ])
    expect(await owed('2026-04-20')).toEqual([
      ['=Alder', 0, 20_000, 0, 0, 20_000],
      ['Birch ', 0, 0, 40_000, 0, 40_000],
    ])
  })

  test('agrees with the control account on every day', async () => {
    for (let day = '2025-11-01'; day <= '2026-05-01'; day = addDays(day, 7)) {
      const { totals, controlCents } = await ask(arAging, { asOf: day })
      expect([day, totals.totalCents]).toEqual([day, controlCents])
    }
  })

  test("today's balances say what the journal says, from the index of open invoices", async () => {
    const asOf = '2026-06-30'
    const { items, totals } = await ask(arAging, { asOf })
    expect(await ask(arAging, { asOf, knownAt: '2099-01-01' })).toMatchObject({ items, totals })
    const { invoices } = await ask(arAging, { asOf, clientId: history.birch })
    expect(invoices.reduce((sum, one) => sum + one.balanceCents, 0)).toBe(
      items.find(({ clientId }) => clientId === history.birch)?.totalCents ?? 0,
    )
  })

  test('opens to the invoices of a client, and pages', async () => {
    const { items, invoices: open } = await ask(arAging, { asOf: '2026-03-19', clientId: history.birch })
    expect(items).toHaveLength(1)
    expect(open.map(({ invoiceId, balanceCents, daysLate }) => [invoiceId, balanceCents, daysLate])).toEqual([
      [history.invoices[0], 48_250, 99],
      [history.invoices[1], 50_000, 3],
    ])
    const page = await ask(arAging, { asOf: '2026-03-19', limit: 1 })
    const next = await ask(arAging, { asOf: '2026-03-19', limit: 1, cursor: page.nextCursor })
    expect([page.items[0]?.clientId, next.items[0]?.clientId, next.nextCursor]).toEqual([
      history.alder,
      history.birch,
      null,
    ])
    await expect(ask(arAging, { clientId: newId() })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('statements', () => {
  test('profit and loss with its comparison', async () => {
    const report = await ask(profitAndLoss, {
      from: '2026-01-01',
      to: '2026-03-31',
      compare: 'prior-period',
    })
    expect(report.columns).toEqual([
      { from: '2026-01-01', to: '2026-03-31', knownAt: null },
      { from: '2025-10-01', to: '2025-12-31', knownAt: null },
    ])
    expect(report.netCents).toEqual([77_000, 100_000])
    expect(report.sections[0]?.rows.map(({ code, cents }) => [code, cents])).toEqual([['4000', [77_000, 100_000]]])
  })

  test('the balance sheet balances, with earnings before and within the fiscal year', async () => {
    const report = await ask(balanceSheet, { asOf: '2026-04-30', compare: 'prior-year' })
    expect(report.sections.map(({ totalCents }) => totalCents)).toEqual([
      [178_250, 0],
      [8_250, 0],
      [170_000, 0],
    ])
    expect(report.sections[2]?.rows.map(({ key, cents }) => [key, cents[0]])).toEqual([
      ['prior-years', 100_000],
      ['current-year', 70_000],
    ])
    expect(report.balancingCents).toEqual([178_250, 0])
  })

  test('the trial balance is even, and each figure is the sum of the lines behind it', async () => {
    const report = await ask(trialBalance, { asOf: '2026-03-22' })
    expect(report.debitCents).toBe(report.creditCents)
    for (const row of report.rows.filter(({ derived }) => !derived)) {
      const [sum] = await house.sql<{ cents: string }>(
        'owner',
        'SELECT coalesce(sum(debit_cents - credit_cents), 0) AS cents FROM journal_lines WHERE account_id = $1 AND entry_date BETWEEN coalesce($2::date, $4::date) AND $3',
        [row.accountId, row.from, row.to, '0001-01-01'],
      )
      expect([row.code, row.debitCents - row.creditCents]).toEqual([row.code, Number(sum?.cents)])
    }
  })

  test('a period that ends before it begins is refused', async () => {
    await expect(ask(profitAndLoss, { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
      errors: [{ path: 'to' }],
    })
  })
})

describe('general ledger', () => {
  const receivable = async () =>
    (await ask(generalLedger, { from: '2025-01-01', to: '2026-12-31' })).accounts.find(({ code }) => code === '1100')
      ?.accountId

  test('runs its balance over pages as over one', async () => {
    const asked = { accountId: await receivable(), from: '2026-01-01', to: '2026-04-30' }
    const whole = await ask(generalLedger, asked)
    expect(whole.accounts).toMatchObject([{ code: '1100', openingCents: 108_250, closingCents: 60_000 }])
    expect(whole.items.at(-1)?.balanceCents).toBe(60_000)
    const paged = []
    let cursor: string | null | undefined
    do {
      const page: Awaited<ReturnType<typeof house.as.ada.perform<typeof generalLedger.input, typeof whole>>> =
        await ask(generalLedger, { ...asked, limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    expect(paged).toEqual(whole.items)
    expect(whole.items[0]).toMatchObject({
      memo: expect.stringContaining('Invoice'),
      source: { label: 'Check 1042' },
      clientId: history.birch,
    })
  })

  test('stands where the trial balance stands, before and after, income and expenses within their year', async () => {
    const nets = (rows: { code: string; net: number }[]) => rows.filter(({ net }) => net !== 0)
    const trialOn = async (asOf: string) =>
      nets((await ask(trialBalance, { asOf })).rows.map((row) => ({ code: row.code, net: row.netCents[0] ?? 0 })))
    const { accounts } = await ask(generalLedger, { from: '2026-03-20', to: '2026-04-20' })
    const stood = (at: 'openingCents' | 'closingCents') =>
      nets(accounts.map((account) => ({ code: account.code, net: balanceOf(account.type, account[at], 0) })))
    expect(stood('openingCents')).toEqual(await trialOn('2026-03-19'))
    expect(stood('closingCents')).toEqual(await trialOn('2026-04-20'))
    expect(stood('openingCents').map(({ code }) => code)).toEqual(expect.arrayContaining(['1100', '3900', '4000']))
    const [income] = (await ask(generalLedger, { from: '2026-01-01', to: '2026-04-20' })).accounts.filter(
      ({ type }) => type === 'income',
    )
    expect(income?.openingCents).toBe(0)
  })

  test('a made-up cursor is refused', async () => {
    const forged = Buffer.from(JSON.stringify(['general-ledger', '2026-01-01', 'x', 1, 1])).toString('base64url')
    await expect(ask(generalLedger, { accountId: await receivable(), cursor: forged })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('the journal', () => {
  test('lists newest first with names and sources, by filter and page', async () => {
    const all = await ask(listJournalEntries, { limit: 200 })
    expect(all.items.map(({ entryDate }) => entryDate)).toEqual(
      all.items
        .map(({ entryDate }) => entryDate)
        .toSorted()
        .toReversed(),
    )
    const first = await ask(listJournalEntries, { limit: 4 })
    const second = await ask(listJournalEntries, { limit: 200, cursor: first.nextCursor })
    expect([...first.items, ...second.items]).toEqual(all.items)
    const payments = await ask(listJournalEntries, {
      sourceType: 'payment',
      q: '1042',
      from: '2026-03-01',
      to: '2026-03-31',
    })
    expect(payments.items).toMatchObject([
      {
        source: { id: history.paymentId, paymentId: history.paymentId, label: 'Check 1042' },
        totalCents: 58_250,
        postedByName: 'Ada',
        requestId: 'test-ada',
        reversible: false,
      },
    ])
    expect(
      payments.items[0]?.lines.map(({ accountCode, debitCents, creditCents, clientName }) => [
        accountCode,
        debitCents,
        creditCents,
        clientName?.slice(0, 5),
      ]),
    ).toEqual([
      ['1000', 58_250, 0, 'Birch'],
      ['1100', 0, 48_250, 'Birch'],
      ['2200', 0, 10_000, 'Birch'],
    ])
  })

  test('shows what undid what', async () => {
    const { items } = await ask(listJournalEntries, { sourceType: 'invoice_void' })
    const voided = await ask(readJournalEntry, { entryId: items[0]?.reversesEntryId })
    expect(voided).toMatchObject({
      reversedByEntryId: items[0]?.id,
      source: { type: 'invoice', documentId: history.invoices[3] },
    })
    await expect(ask(readJournalEntry, { entryId: voided.id }, 'olga')).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

// Last: it adds to the books of Oak Electric.
test('whatever is posted, the trial balance is even on every date and the rollup is the sum of the lines', async () => {
  const keys = ['cash', 'accounts_receivable', 'revenue', 'expenses', 'owners_equity', 'discounts'] as const
  const entry = fc.record({
    day: fc.integer({ min: 0, max: 500 }),
    cents: fc.integer({ min: 1, max: 9_999_999 }),
    debit: fc.constantFrom(...keys),
    credit: fc.constantFrom(...keys),
  })
  const drawn = fc.sample(fc.array(entry, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 20_261_124 }).flat()
  await house.as.olga.scope(async (scope) => {
    for (const { day, cents, debit, credit } of drawn) {
      const lines = [
        { account: debit, debitCents: cents },
        { account: credit, creditCents: cents },
      ]
      await postEntry(scope, {
        entryDate: addDays('2025-01-01', day),
        memo: 'Drawn',
        sourceType: 'manual_import',
        sourceId: newId(),
        lines,
      })
    }
  })
  for (const { day } of drawn.slice(0, 15)) {
    for (const asOf of [addDays('2025-01-01', day), endOfMonth(addDays('2025-01-01', day))]) {
      const trial = await ask(trialBalance, { asOf }, 'olga')
      expect(trial.debitCents).toBe(trial.creditCents)
      const sheet = await ask(balanceSheet, { asOf }, 'olga')
      expect(sheet.sections[0]?.totalCents).toEqual(sheet.balancingCents)
    }
  }
  const verdicts = await house.as.olga.scope(checkInvariants)
  for (const name of ['entries-balance', 'trial-balance-zero', 'monthly-balances'])
    expect(verdicts.find((one) => one.name === name)?.ok).toBe(true)
})
