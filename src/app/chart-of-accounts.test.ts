import { beforeAll, expect, test } from 'vitest'
import { updateCompany } from '#modules/companies/contract.ts'
import { createManualEntry, listAccounts } from '#modules/ledger/contract.ts'
import { generalLedger } from '#modules/reports/contract-ledger.ts'
import { makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'

/** The chart of accounts and the general ledger read the books in two ways and must say the same. */
const house = useHouse()
beforeAll(async () => {
  await makeHistory(house)
  const { items } = (await house.as.ada.http.call(listAccounts, {})).json<{ items: { id: string; code: string }[] }>()
  const accountId = (code: string) => items.find((one) => one.code === code)?.id ?? ''
  const lines = [
    { accountId: accountId('6000'), debitCents: 30_000 },
    { accountId: accountId('1000'), creditCents: 30_000 },
  ]
  for (const entryDate of ['2025-12-31', '2026-01-01', '2026-04-05'])
    await house.as.ada.http.call(createManualEntry, { entryDate, memo: 'Rent', lines })
})

type Balances = { [code: string]: number }

async function chart(asOf: string): Promise<Balances> {
  const { items } = (await house.as.ada.http.call(listAccounts, { asOf })).json()
  return standing(items.map((one: { code: string; balanceCents: number }) => [one.code, one.balanceCents]))
}

async function ledger(asOf: string): Promise<Balances> {
  const { accounts } = (await house.as.ada.http.call(generalLedger, { from: asOf, to: asOf })).json()
  return standing(accounts.map((one: { code: string; closingCents: number }) => [one.code, one.closingCents]))
}

const standing = (all: [code: string, cents: number][]): Balances =>
  Object.fromEntries(all.filter(([, cents]) => cents !== 0))

const days = ['2025-12-31', '2026-01-01', '2026-03-19', '2026-04-20', '2026-12-31', '2027-01-01']
test.each(days)('on %s every account stands where the general ledger says', async (asOf) => {
  const said = await chart(asOf)
  expect(Object.keys(said).length).toBeGreaterThan(3)
  expect(said).toEqual(await ledger(asOf))
})

test('income and expenses begin anew with the fiscal year, and retained earnings take what they made', async () => {
  const last = await chart('2025-12-31')
  expect([last['3900'], last['4000'], last['6000']]).toEqual([undefined, 100_000, 30_000])
  const first = await chart('2026-01-01')
  expect([first['3900'], first['4000'], first['6000']]).toEqual([70_000, undefined, 30_000])
})

test('a fiscal year that begins in April is followed', async () => {
  expect((await house.as.ada.http.call(updateCompany, { fiscalYearStartMonth: 4 })).statusCode).toBe(200)
  for (const asOf of ['2026-03-31', '2026-04-20']) expect(await chart(asOf)).toEqual(await ledger(asOf))
  expect((await chart('2026-04-20'))['6000']).toBe(30_000)
})
