import { expect, test } from 'vitest'
import { createClient, updateClient } from '#modules/clients/contract.ts'
import { createInvoice, duplicateInvoice } from '#modules/documents/contract.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'

type Draft = { id: string; revision: number }

const house = useHouse()
const http = () => house.as.ada.http
const path = `/api/v1/companies/${companies.maple.id}/clients`
const names = async () =>
  (await house.sql<{ name: string }>('app', 'SELECT organization_name AS name FROM clients')).map(({ name }) => name)

test('who asks for a preview in other words gets no act', async () => {
  for (const word of ['1', 'TRUE', '', 'yes']) {
    const payload = Buffer.from(JSON.stringify({ organizationName: `Only looked at ${word}` }))
    const answer = await http().post(`${path}?dryRun=${word}`, payload, { 'content-type': 'application/json' })
    expect([answer.statusCode, answer.json().errors]).toEqual([
      422,
      [{ path: 'dryRun', message: 'Send dryRun=true for a preview, or leave it out.' }],
    ])
  }
  expect(await names()).not.toContainEqual(expect.stringContaining('Only looked at'))
})

test('what If-Match says is kept or refused, never passed over', async () => {
  const made = (await http().call(createClient, { organizationName: 'Kept' })).json() as { id: string }
  const change = (ifMatch: string) =>
    http().call(updateClient, { clientId: made.id, organizationName: 'Changed' }, { ifMatch })
  for (const tag of ['3', 'revision 3', '"x"', '"1", "2"']) {
    const answer = await change(tag)
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([422, 'If-Match'])
  }
  expect(await names()).toContain('Kept')
  expect((await change('*')).statusCode).toBe(200)
})

test('an act that compares no revision refuses If-Match, previewed or done', async () => {
  const client = (await http().call(createClient, { organizationName: 'Copied' })).json() as { id: string }
  const lines = [{ name: 'Work', unitPriceCents: 100_00 }]
  const draft = (await http().call(createInvoice, { clientId: client.id, lines })).json() as Draft
  const copy = (dryRun: boolean) =>
    http().call(duplicateInvoice, { invoiceId: draft.id }, { ifMatch: `"${draft.revision}"`, dryRun })
  for (const dryRun of [true, false]) {
    const answer = await copy(dryRun)
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([422, 'If-Match'])
  }
  const [drafts] = await house.sql<{ count: number }>('app', 'SELECT count(*)::int AS count FROM documents')
  expect(drafts?.count).toBe(1)
})
