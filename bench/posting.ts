import { present } from '#kernel/assert.ts'
import { systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { createManualEntry } from '#modules/ledger/contract.ts'
import type { BenchHouse, Company } from './house.ts'
import { measureRate, type Rate } from './measure.ts'
import { ms, printTable, ratio } from './table.ts'

/** Posting alone: a manual entry of two lines over HTTP, beside one written by hand. */
export async function benchPosting(house: BenchHouse, seconds: number): Promise<void> {
  const companies: { company: Company; accounts: string[] }[] = []
  for (let at = 1; at <= 16; at += 1) {
    const company = await house.makeCompany(`Books ${at}`, 1)
    const { rows } = await house.bare.query<{ id: string }>(
      "SELECT id FROM accounts WHERE company_id = $1 AND system_key IN ('expenses', 'owners_equity') ORDER BY system_key",
      [company.id],
    )
    companies.push({ company, accounts: rows.map(({ id }) => id) })
  }
  let turn = 0
  const next = () => {
    turn += 1
    return present(companies[turn % companies.length])
  }
  const entryDate = systemClock().slice(0, 10)
  const application = await measureRate(async () => {
    const { company, accounts } = next()
    const [debit = '', credit = ''] = accounts
    const lines = [
      { accountId: debit, debitCents: 1000 },
      { accountId: credit, creditCents: 1000 },
    ]
    const input = { entryDate, memo: 'Rent', lines } as never
    const { status, body } = await house.http.call(createManualEntry, input, { companyId: company.id, key: newId() })
    if (status !== 201) throw new Error(`posting answered ${status}: ${JSON.stringify(body)}`)
  }, seconds)
  const byHand = await measureRate(async () => {
    const values = [next().company.id, house.personId, newId(), newId()]
    await house.guarded.query({
      name: 'manual_entry',
      text: 'SELECT bench.manual_entry($1, $2, $3, $4)',
      values,
    })
  }, seconds)
  const line = (name: string, { perSecond, p50, p95 }: Rate) => [name, perSecond.toFixed(1), ms(p50), ms(p95)]
  printTable(
    'Posting alone: an entry of two lines, 16 companies; 8 callers',
    ['', 'entries/s', 'p50', 'p95'],
    [line('application over HTTP', application), line('by hand', byHand)],
  )
  console.log(`application ÷ by hand: ${ratio(application.perSecond / byHand.perSecond)} (wanted ≥ 0.60)`)
}
