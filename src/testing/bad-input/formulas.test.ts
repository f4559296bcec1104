import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { createManualEntry, listAccounts } from '#modules/ledger/contract.ts'
import { routes } from '../../app/modules.ts'
import { companies } from '../cast.ts'
import { expenseCast } from '../expense-cast.ts'
import { seedRecords } from '../foreign-records.ts'
import { useHouse } from '../house.ts'
import { ask, unknownId } from '../walk.ts'
import { parseCsv } from './csv.ts'

/**
 * CVE-2026-42267: exports keep `=1+1` as text. A formula is put into every text column of every table that takes it, and
 * every CSV file that the API offers is read back.
 */
const house = useHouse()
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1', '\uff1d1+1']
let own: { [table: string]: string } = {}
let planted = 0

const exported = routes.filter(({ endpoint }) => endpoint.files?.includes('text/csv'))

type Column = { table: string; name: string }
/** Columns of text in tables of a company. Not of numbering schemes: a pattern without `{SEQ}` gives no invoice a number. */
const columns = () =>
  house.sql<Column>(
    'owner',
    `SELECT c.relname AS table, a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'numbering_schemes'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND format_type(a.atttypid, a.atttypmod) = 'text' AND a.attname !~ '(_key|_hash|state|currency|locale|zone|email)$'
       AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'company_id') ORDER BY 1, 2`,
  )

beforeAll(async () => {
  const [formula = ''] = formulas
  const lines = [{ name: formula, unitPriceCents: 10_000, taxCents: 100 }]
  own = await seedRecords(house, companies.maple.id, '9100')
  for (const [at, { table, name }] of (await columns()).entries()) {
    const value = formulas[at % formulas.length]
    const text = `UPDATE ${table} SET ${name} = $1 WHERE company_id = $2 AND ${name} IS DISTINCT FROM $1`
    // A row that a guard keeps, or a column that takes only certain words, stays as it is.
    const taken = await house
      .sql('owner', text, [value, companies.maple.id])
      .then(() => 1)
      .catch(() => 0)
    planted += taken
  }
  const [invoice] = await Promise.all([house.as.ada.execute(createInvoice, { clientId: own.clients ?? '', lines })])
  await house.as.ada.execute(sendInvoice, { invoiceId: invoice.id, email: null })
  await expenseCast(house).approved('ada', { merchantName: formula, notes: formula } as never)
  const accounts = (await house.as.ada.http.call(listAccounts)).json().items as { id: string; code: string }[]
  const [debit, credit] = ['5000', '1000'].map((code) => accounts.find((one) => one.code.startsWith(code[0] ?? ''))?.id)
  const sides = [
    { accountId: debit ?? '', debitCents: 100 },
    { accountId: credit ?? '', creditCents: 100 },
  ]
  await house.as.ada.http.call(createManualEntry, { entryDate: '2026-03-02', memo: formula, lines: sides } as never)
}, 120_000)

/** What a spreadsheet would run: a plain negative number is none. */
const runs = (cell: string) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)
let disarmed = 0

describe('every file', () => {
  test.each(exported.map((route) => [`${route.endpoint.method} ${route.endpoint.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      const { input } = ask(route, (table) => own[table] ?? unknownId)
      const asked = { from: '2026-01-01', to: '2026-12-31', asOf: '2026-12-31', service: 'line:=1+1' }
      const { shape = {} } = route.endpoint.input as { shape?: { [name: string]: z.ZodType } }
      const fields = Object.keys(shape)
      const needed = (name: string) => shape[name]?.safeParse(undefined).success === false
      const range = Object.fromEntries(Object.entries(asked).filter(([name]) => fields.includes(name)))
      const plain = Object.fromEntries(Object.entries(input).filter(([name]) => needed(name) || !/Ids?$/.test(name)))
      const answer = await house.as.ada.http.call(route.endpoint, { ...plain, ...range, format: 'csv' } as never)
      expect([answer.statusCode, String(answer.headers['content-type'])], answer.body.slice(0, 300)).toEqual([
        200,
        'text/csv; charset=utf-8',
      ])
      expect(answer.headers['content-disposition']).toMatch(/^attachment; /)
      const rows = parseCsv(answer.body)
      expect(rows.flat().filter(runs)).toEqual([])
      disarmed += rows.flat().filter((cell) => formulas.some((formula) => cell === `'${formula}`)).length
      const widths = new Set(rows.map((row) => row.length))
      expect(widths.size).toBeLessThanOrEqual(3)
    },
  )
})

test('there were formulas in many columns, and they came through as text', () => {
  process.stdout.write(
    `formulas: planted in ${planted} columns, ${disarmed} cells of ${exported.length} files kept as text\n`,
  )
  expect(planted).toBeGreaterThan(60)
  expect(disarmed).toBeGreaterThan(10)
})
