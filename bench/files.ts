import { readFileSync } from 'node:fs'
import { present } from '#kernel/assert.ts'
import { listInvoices, readInvoicePdf } from '#modules/documents/contract.ts'
import type { BenchHouse, Company } from './house.ts'
import { measureTimes } from './measure.ts'
import { ms, printTable, ratio } from './table.ts'

/** A PDF again and again, and a CSV file of all lines of an account while somebody else works. */
export async function benchFiles(house: BenchHouse, company: Company, times: number): Promise<void> {
  const listed = await house.http.call(listInvoices, {} as never, { companyId: company.id })
  const { items } = listed.body as { items: { id: string }[] }
  const invoiceId = present(items[0]).id
  const pdf = await measureTimes(
    () => house.http.call(readInvoicePdf, { invoiceId } as never, { companyId: company.id }),
    times,
  )
  const look = () => house.http.call(listInvoices, {} as never, { companyId: company.id })
  const alone = await measureTimes(look, times * 3)
  const before = memoryOf(house.pid)
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(house.pid))
  }, 50)
  const began = performance.now()
  let exporting = true
  const file = readAll(house, company).finally(() => {
    exporting = false
  })
  const meanwhile: number[] = []
  while (exporting) {
    const start = performance.now()
    await look()
    meanwhile.push(performance.now() - start)
  }
  const { bytes, rows } = await file
  clearInterval(watch)
  const p95 = present(meanwhile.toSorted((a, b) => a - b)[Math.floor(meanwhile.length * 0.95)])
  printTable(
    'Files',
    ['', 'measured', 'wanted'],
    [
      ['PDF of an invoice, warm, p50 / p95', `${ms(pdf.p50)} / ${ms(pdf.p95)}`, '≤ 25 ms'],
      [
        `CSV of ${rows} rows`,
        `${((performance.now() - began) / 1000).toFixed(1)} s, ${Math.round(bytes / 1e6)} MB`,
        '',
      ],
      ['memory of the server meanwhile', `+ ${Math.round((most - before) / 1024)} MB`, '≤ 64 MB'],
      ["others' p95 alone / meanwhile", `${ms(alone.p95)} / ${ms(p95)} = ${ratio(p95 / alone.p95)}`, '≤ 1.30'],
    ],
  )
}

/** Resident kilobytes. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
}

/** The general ledger of Accounts Receivable over all time, as a file that is counted and thrown away. */
async function readAll(house: BenchHouse, company: Company): Promise<{ bytes: number; rows: number }> {
  const { rows: found } = await house.bare.query<{ id: string }>(
    "SELECT id FROM accounts WHERE company_id = $1 AND system_key = 'accounts_receivable'",
    [company.id],
  )
  const query = new URLSearchParams({
    accountId: present(found[0]).id,
    from: '2000-01-01',
    to: '2099-12-31',
    format: 'csv',
  })
  const answer = await fetch(`${house.origin}/api/v1/companies/${company.id}/reports/general-ledger?${query}`, {
    headers: { cookie: house.cookie },
  })
  if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}: ${await answer.text()}`)
  let [bytes, rows] = [0, 0]
  for await (const chunk of answer.body) {
    bytes += chunk.length
    for (const byte of chunk) if (byte === 10) rows += 1
  }
  return { bytes, rows }
}
