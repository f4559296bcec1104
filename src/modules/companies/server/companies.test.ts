import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { openScope } from '#platform/scope.ts'
import { cast, companies, type Person } from '#testing/cast.ts'
import { ourPage } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../contract.ts'
import { provisionCompany } from './provision-company.ts'
import { takeNextNumber } from './take-next-number.ts'

const house = useHouse()
const { ada, olga } = { ada: () => house.as.ada.http, olga: () => house.as.olga.http }

test('a new company has everything once, and its maker owns it', async () => {
  const id = newId()
  const asked = { id, name: 'Birch Works', currency: 'EUR', timeZone: 'Europe/Berlin', salesTaxPercent: '19' }
  const made = await ada().call(contract.createCompany, asked)
  expect(made.statusCode).toBe(201)
  expect(made.json()).toMatchObject({ id, name: 'Birch Works', currency: 'EUR', salesTaxPercent: '19', revision: 1 })
  const counts = `SELECT (SELECT count(*)::int FROM numbering_schemes) AS schemes,
    (SELECT count(*)::int FROM document_templates) AS templates, (SELECT count(*)::int FROM accounts) >= 14 AS chart,
    (SELECT count(*)::int FROM members WHERE role = 'owner') AS owners,
    (SELECT count(*)::int FROM audit_events WHERE action = 'companies.create') AS audited`
  const once = [{ schemes: 5, templates: 3, chart: true, owners: 1, audited: 1 }]
  const accounts = () => house.sql('app', 'SELECT id, code FROM accounts ORDER BY code', [], id)
  expect(await house.sql('app', counts, [], id)).toEqual(once)
  const before = await accounts()
  // Asked again, and provisioned again: nothing is added.
  expect((await ada().call(contract.createCompany, asked)).json()).toMatchObject({ id, revision: 1 })
  const again = { ...house, origin: { requestId: 'again' }, mode: 'write' } as const
  await openScope(again, id, { kind: 'system', name: 'test' }, provisionCompany)
  expect(await house.sql('app', counts, [], id)).toEqual(once)
  expect(await accounts()).toEqual(before)
  // The id is not somebody else's to take.
  expect((await olga().call(contract.createCompany, asked)).statusCode).toBe(409)
  expect((await ada().call(contract.readCompany, {}, { companyId: id })).statusCode).toBe(200)
})

test('creating a company again answers its maker, an owner still, and soon; to everybody else its id is taken', async () => {
  const asked = { id: newId(), name: 'Alder Works' }
  const again = async (who: keyof typeof cast) => {
    const answer = await house.as[who].http.call(contract.createCompany, asked)
    return [answer.statusCode, answer.json().type ?? answer.json().name]
  }
  const taken = [409, '/problems/id_taken']
  expect(await again('ada')).toEqual([201, 'Alder Works'])
  expect([await again('ada'), await again('ben')]).toEqual([[201, 'Alder Works'], taken])
  const set = (what: string) => house.sql('owner', `UPDATE members SET ${what}`, [], asked.id)
  await house.sql(
    'owner',
    "INSERT INTO members (company_id, id, user_id, role, display_name, created_at, updated_at) VALUES ($1, $2, $3, 'owner', 'Ben', now(), now())",
    [asked.id, newId(), cast.ben.userId],
    asked.id,
  )
  expect(await again('ben')).toEqual(taken)
  await set("deactivated_at = CASE WHEN display_name = 'Ada' THEN now() END")
  expect(await again('ada')).toEqual(taken)
  await set("deactivated_at = NULL, role = CASE WHEN display_name = 'Ada' THEN 'admin' ELSE 'owner' END")
  expect([await again('ada'), await again('ben')]).toEqual([taken, taken])
  await set("role = 'owner'")
  expect(await again('ada')).toEqual([201, 'Alder Works'])
  await house.sql('owner', "UPDATE companies SET created_at = created_at - interval '2 hours'", [], asked.id)
  expect(await again('ada')).toEqual(taken)
})

test('a person sees their own companies, with what they may do', async () => {
  const mine = (await house.as.cy.http.call(contract.readMe)).json<contract.Me>()
  expect(mine.user).toMatchObject({ id: cast.cy.userId, name: 'Cy', emailVerified: true })
  expect(mine.companies).toMatchObject([{ id: companies.maple.id, role: 'staff', logoUrl: null }])
  expect(mine.companies[0]?.permissions).toContain('time:own')
  expect(mine.companies[0]?.permissions).not.toContain('clients:read')
  expect((await olga().call(contract.readMe)).json<contract.Me>().companies.map(({ name }) => name)).toEqual([
    'Oak Electric',
  ])
  expect((await olga().call(contract.readCompany, {}, { companyId: companies.maple.id })).statusCode).toBe(404)
})

test('settings change once per version, and not by staff', async () => {
  const before = (await ada().call(contract.readCompany)).json<contract.Company>()
  const change = { invoiceDueDays: 14, salesTaxPercent: '7.5', accentColor: '#1f5c42' }
  const saved = await ada().call(contract.updateCompany, change, { ifMatch: `"${before.revision}"` })
  expect(saved.json()).toMatchObject({
    ...before,
    ...change,
    revision: before.revision + 1,
  })
  const stale = await house.as.ben.http.call(
    contract.updateCompany,
    { name: 'Mapple' },
    { ifMatch: `"${before.revision}"` },
  )
  expect(stale.statusCode).toBe(412)
  expect(stale.json()).toMatchObject({ current: { invoiceDueDays: 14 } })
  expect((await house.as.cy.http.call(contract.updateCompany, change)).statusCode).toBe(403)
  expect((await house.as.mia.http.call(contract.updateCompany, change)).statusCode).toBe(403)
  const audited = await house.sql<{ before: object; after: object }>(
    'app',
    "SELECT before, after FROM audit_events WHERE action = 'companies.update'",
  )
  expect(audited).toMatchObject([{ before: { invoiceDueDays: 30 }, after: { invoiceDueDays: 14 } }])
})

test('the currency stays once something is posted', async () => {
  expect((await olga().call(contract.updateCompany, { currency: 'CAD' })).statusCode).toBe(200)
  type Accounts = { items: { id: string; code: string }[] }
  const { items } = (await olga().get(`/api/v1/companies/${companies.oak.id}/accounts`)).json<Accounts>()
  const accountId = (code: string) => items.find((account) => account.code === code)?.id ?? ''
  const lines = [
    { accountId: accountId('1000'), debitCents: 100 },
    { accountId: accountId('3000'), creditCents: 100 },
  ]
  const posted = await olga().call(postEntry, { entryDate: '2026-03-01', memo: 'Start', lines })
  expect(posted.statusCode).toBe(201)
  const refused = await olga().call(contract.updateCompany, { currency: 'USD' })
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({ type: '/problems/company_currency_fixed' })
  expect((await olga().call(contract.updateCompany, { currency: 'CAD', name: 'Oak' })).statusCode).toBe(200)
})

test('numbers have no gaps and no twins, also when every third act is rolled back', async () => {
  const take = (keep: boolean) =>
    house.as.ada.scope((scope) => takeNextNumber(scope, 'credit_note', '2026-03-15'), { keep })
  const acts = Array.from({ length: 20 }, (_, at) => at % 3 !== 0)
  const taken = await Promise.all(acts.map(async (keep) => ({ keep, ...(await take(keep)) })))
  const kept = taken.filter(({ keep }) => keep).map(({ seq }) => seq)
  expect(kept.sort((a, b) => a - b)).toEqual(kept.map((_, at) => at + 1))
  expect((await take(false)).number).toBe(`CN-202603-${String(kept.length + 1).padStart(4, '0')}`)
})

test('another reset goes on counting, and a pattern that would repeat is refused', async () => {
  await house.as.ada.scope((scope) => takeNextNumber(scope, 'estimate', scope.now.slice(0, 10)))
  const bad = await ada().call(contract.updateNumbering, { series: 'estimate', pattern: 'E-{SEQ}', reset: 'yearly' })
  expect(bad.statusCode).toBe(422)
  const scheme = { series: 'estimate' as const, pattern: 'EST-{SEQ:4}', reset: 'never' as const }
  const saved = await ada().call(contract.updateNumbering, scheme)
  expect(saved.json()).toMatchObject({ ...scheme, sample: 'EST-0002', nextSequence: { never: 2 } })
  expect((await house.as.cy.http.call(contract.updateNumbering, scheme)).statusCode).toBe(403)
})

test('templates and logo', async () => {
  const { items } = (await ada().call(contract.listTemplates)).json<{ items: contract.Template[] }>()
  const templateId = items.find(({ documentType }) => documentType === 'invoice')?.id ?? ''
  const change = { templateId, terms: 'Net 14', notes: '' }
  const saved = await ada().call(contract.updateTemplate, change, { ifMatch: '"1"' })
  expect(saved.json()).toMatchObject({ terms: 'Net 14', notes: null, revision: 2 })
  expect((await ada().call(contract.updateTemplate, change, { ifMatch: '"1"' })).statusCode).toBe(412)
  expect((await olga().call(contract.updateTemplate, change)).statusCode).toBe(404)

  const send = async (payload: Buffer, who: Person) =>
    (await house.app()).inject({
      method: 'POST',
      url: `/api/v1/companies/${companies.maple.id}/logo`,
      headers: { cookie: await sessionCookieFor(house, who.userId), ...ourPage, 'content-type': 'image/png' },
      payload,
    })
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
  expect((await send(svg, cast.ada)).statusCode).toBe(415)
  expect((await send(onePixel, cast.cy)).statusCode).toBe(403)
  expect((await send(onePixel, cast.olga)).statusCode).toBe(404)
  expect((await send(onePixel, cast.ada)).json()).toMatchObject({ name: 'Maple Studio' })
  const { logoUrl } = (await ada().call(contract.readCompany)).json<contract.Company>()
  const picture = await house.as.cy.http.get(logoUrl ?? '')
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png'])
  expect(picture.rawPayload).toEqual(onePixel)
  expect((await ada().call(contract.removeLogo)).json()).toMatchObject({ logoUrl: null })
  expect((await ada().call(contract.readLogo)).statusCode).toBe(404)
})

test('members are seen by all, their addresses by admins', async () => {
  type Members = { items: contract.Member[] }
  const seen = (await house.as.cy.http.call(contract.listMembers)).json<Members>().items
  expect(seen.map(({ name, email }) => [name, email])).toEqual([
    ['Ada', null],
    ['Ben', null],
    ['Cy', null],
    ['Mia', null],
  ])
  expect((await ada().call(contract.listMembers, { q: 'mi' })).json<Members>().items).toMatchObject([
    { name: 'Mia', email: 'mia@maple.test', role: 'manager' },
  ])
})

/** The books are another module's; here only that something is posted counts. */
const postEntry = endpoint({
  method: 'POST',
  path: '/journal-entries',
  area: 'company',
  summary: '',
  input: z.object({ entryDate: z.string(), memo: z.string(), lines: z.array(z.unknown()) }),
  answer: z.unknown(),
  money: true,
})

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
