import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '#modules/clients/contract.ts'
import { addReceipt, readReceipt } from '#modules/expenses/contract.ts'
import { createProject } from '#modules/projects/contract.ts'
import type { Command, Query, Route } from '#platform/operation.ts'
import { cast, companies } from './cast.ts'
import { expenseCast } from './expense-cast.ts'
import { seedRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, inCompany, names, unknownId } from './walk.ts'
import { workCast } from './work-cast.ts'

/**
 * Staff see their own time and expenses and the projects that they are assigned to. Everything else of their company
 * carries a mark: in every text, in every amount, in every id. No answer that Staff can get may show one.
 */
const house = useHouse()
const marked = 'ZQMARK'
const amount = 987_654_321
let others: { [table: string]: string } = {}
let texts = 0
let amounts = 0

/** What everybody who works here may read: names to choose from. */
const shared =
  /^(accounts|expense_categories|merchants|members|companies|catalog_items|document_templates|numbering_schemes)$/

type Column = { table: string; name: string; type: string }
const columns = () =>
  house.sql<Column>(
    'owner',
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND (format_type(a.atttypid, a.atttypmod) = 'text' OR a.attname LIKE '%\\_cents')
       AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'company_id') ORDER BY 1, 2`,
  )

beforeAll(async () => {
  others = await seedRecords(house, companies.maple.id, '9100')
  const { memberId } = cast.ada
  for (const table of ['time_entries', 'expenses', 'expense_reimbursements'])
    await house.sql('owner', `UPDATE ${table} SET member_id = $1`, [memberId]).catch(() => {})
  for (const { table, name, type } of await columns()) {
    const rows = table === 'members' ? `id <> '${cast.cy.memberId}'` : "id::text LIKE '%-9100-%' OR id IS NULL"
    const value = type === 'text' ? `${marked} ${table}` : amount
    if (type === 'text' && shared.test(table)) continue
    const text = `UPDATE ${table} SET ${name} = $1 WHERE ${rows}`
    // A row that a guard keeps, or a column that takes only certain words, stays as it is.
    const done = await house
      .sql('owner', text, [value])
      .then(() => 1)
      .catch(() => 0)
    if (type === 'text') texts += done
    else amounts += done
  }
  const work = workCast(house)
  await work.time(await work.client({ organization_name: 'Own Client' }))
  await expenseCast(house).draft('cy', { merchantName: 'Own Rail' })
}, 120_000)

/** Ids of the others' records; those that everybody may read are known to everybody. */
const hidden = () => Object.entries(others).filter(([table]) => !shared.test(table))

function leaksIn(body: string, asked: string): string[] {
  const plain = body.replaceAll(asked, '')
  const leaks = hidden()
    .filter(([, id]) => plain.includes(id) && !asked.includes(id))
    .map(([table]) => `id of ${table}`)
  for (const [mark] of plain.matchAll(new RegExp(`${marked} \\w+`, 'g'))) leaks.push(mark)
  if (/987[,.]?654[,.]?321|9[,.]?876[,.]?543[,.]21/.test(plain)) leaks.push('an amount')
  return [...new Set(leaks)]
}

const withoutIds = (body: string) => body.replace(/"requestId":"[^"]*"/, '')

test('the marks are there', async () => {
  expect(texts).toBeGreaterThan(50)
  expect(amounts).toBeGreaterThan(20)
  const seen = await house.as.ada.http.get(`/api/v1/companies/${companies.maple.id}/clients`)
  expect(leaksIn(seen.body, '')).toContain(`${marked} clients`)
})

/** Every way to ask: by the ids of others, by nothing, for a file, searching, with everything that may be included. */
function questions(route: Route): { [name: string]: unknown }[] {
  const { input } = ask(route, (table) => others[table] ?? unknownId)
  const fields = Object.keys((route.endpoint.input as { shape?: object }).shape ?? {})
  const inPath = Object.fromEntries(Object.entries(input).filter(([name]) => route.endpoint.path.includes(`:${name}`)))
  const more = [
    fields.includes('search') ? { search: marked } : undefined,
    fields.includes('q') ? { q: marked } : undefined,
    fields.includes('format') ? { format: 'csv' } : undefined,
    fields.includes('include') ? { include: 'totals' } : undefined,
    fields.includes('memberId') ? { memberId: cast.ada.memberId } : undefined,
  ]
  return [input, inPath, ...more.flatMap((one) => (one ? [{ ...inPath, ...one }] : []))]
}

describe('no answer to Staff shows what is others’', () => {
  test.each(names)('%s', async (_name, route: Route & { operation: Command | Query }) => {
    for (const input of questions(route)) {
      const answer = await house.as.cy.http.call(route.endpoint, input as never, {
        dryRun: route.operation.kind === 'command',
      })
      const leaks = leaksIn(withoutIds(answer.body), JSON.stringify(input))
      expect(leaks, `${answer.statusCode} ${answer.body.slice(0, 400)}`).toEqual([])
      expect(answer.statusCode).toBeLessThan(500)
    }
  })

  test('the walk is awake', () => expect(inCompany.length).toBeGreaterThan(200))

  test.each(['/api/v1/me', '/api/v1/companies'])('%s', async (url) => {
    expect(leaksIn((await house.as.cy.http.get(url)).body, '')).toEqual([])
  })
})

describe('files', () => {
  test('of others cannot be read, taken, or asked for by another expense', async () => {
    const expenses = expenseCast(house)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const url = `/api/v1/companies/${companies.maple.id}/media?fileName=r.png`
    const upload = async () =>
      (await house.as.ada.http.post(url, png, { 'content-type': 'image/png' })).json().id as string
    const [attached, loose] = [await upload(), await upload()]
    const theirs = await expenses.draft('ada', { mediaIds: [attached] })
    const mine = await expenses.draft('cy')
    expect((await house.as.ada.http.call(readReceipt, { expenseId: theirs, mediaId: attached })).statusCode).toBe(200)
    for (const [expenseId, mediaId] of [
      [theirs, attached],
      [mine, attached],
      [mine, loose],
    ] as const) {
      expect((await house.as.cy.http.call(readReceipt, { expenseId, mediaId })).statusCode).toBe(404)
      expect((await house.as.cy.http.call(addReceipt, { expenseId, mediaId })).statusCode).toBe(404)
    }
  })
})

describe('the event stream', () => {
  test('tells Staff that something changed, never which of others’ records', async () => {
    const app = await house.app()
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const { sessionCookieFor } = await import('#modules/identity/server/index.ts')
    const stop = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/companies/${companies.maple.id}/events`, {
      headers: { cookie: await sessionCookieFor(house, cast.cy.userId) },
      signal: stop.signal,
    })
    let heard = ''
    const reading = (async () => {
      for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk).toString('utf8')
    })().catch(() => {})
    const client = (await house.as.ada.http.call(createClient, { organizationName: 'Birch' })).json().id as string
    const project = (
      await house.as.ada.http.call(createProject, { clientId: client, name: 'Secret', billingType: 'hourly' } as never)
    ).json().id as string
    const expense = await expenseCast(house).submitted('ada')
    await expect.poll(() => heard).toContain('"topic"')
    await expect.poll(() => heard).toContain('projects')
    for (const id of [client, project, expense, cast.ada.memberId])
      expect([id, heard.includes(id)]).toEqual([id, false])
    expect(heard).not.toMatch(/"(clients|invoices|payments|expenses)"/)
    stop.abort()
    await reading
  })
})
