import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { archiveClient, unarchiveClient } from './archive-client.ts'
import { createClient } from './create-client.ts'
import { deleteClient } from './delete-client.ts'
import { clientNames, findClients, loadClient, loadClientForUpdate } from './index.ts'
import { listClients, readClient, readClientOverview } from './read-clients.ts'
import { updateClient } from './update-client.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let birch = ''

const audited = (clientId: string) =>
  house.sql<{ action: string; before: object | null; after: object | null }>(
    'app',
    'SELECT action, before, after FROM audit_events WHERE subject_id = $1 ORDER BY occurred_at, id',
    [clientId],
  )

beforeAll(async () => {
  birch = (await house.as.mia.execute(createClient, { organizationName: 'Birch & Sons', personName: 'Bea Birch' })).id
})

test('a client is added with everything that was said, and the rest blank', async () => {
  const id = newId()
  const client = await house.as.mia.execute(createClient, {
    id,
    personName: '  Cara Cedar ',
    email: 'Cara@CEDAR.example',
    phones: [{ kind: 'mobile', number: '555 0100' }],
    country: 'US',
    paymentTermsDays: 14,
    taxId: '',
  })
  expect(client).toMatchObject({
    id,
    displayName: 'Cara Cedar',
    personName: 'Cara Cedar',
    organizationName: null,
    email: 'Cara@cedar.example',
    phones: [{ kind: 'mobile', number: '555 0100' }],
    taxId: null,
    paymentTermsDays: 14,
    archivedAt: null,
    revision: 1,
  })
  expect(await house.as.mia.perform(readClient, { clientId: id })).toEqual(client)
  expect(await audited(id)).toMatchObject([
    { action: 'clients.create', before: null, after: { displayName: 'Cara Cedar' } },
  ])
  await expect(house.as.mia.execute(createClient, { id, personName: 'Again' })).rejects.toMatchObject({
    code: 'id_taken',
  })
})

test.each`
  input                                                            | path                  | message
  ${{ email: 'a@b.example' }}                                      | ${'organizationName'} | ${'Enter the name of an organization or of a person.'}
  ${{ personName: ' ', organizationName: '' }}                     | ${'organizationName'} | ${'Enter the name of an organization or of a person.'}
  ${{ personName: 'Al', email: 'al at example' }}                  | ${'email'}            | ${'Enter an e-mail address, such as ada@example.com.'}
  ${{ personName: 'Al', phones: [{ kind: 'work', number: ' ' }] }} | ${'phones.0.number'}  | ${'Enter a phone number.'}
  ${{ personName: 'Al', country: 'usa' }}                          | ${'country'}          | ${'Use at most 2 characters.'}
  ${{ personName: 'Al', country: 'u1' }}                           | ${'country'}          | ${'Use the two-letter country code.'}
  ${{ personName: 'Al', paymentTermsDays: 366 }}                   | ${'paymentTermsDays'} | ${'Use at most 365 days.'}
`('refuses $input', async ({ input, path, message }) => {
  await expect(house.as.mia.execute(createClient, input)).rejects.toMatchObject({
    code: 'invalid_input',
    errors: expect.arrayContaining([{ path, message }]),
  })
})

test('a change touches only what was sent, and a lost update is refused with what is there', async () => {
  const before = await house.as.mia.perform(readClient, { clientId: birch })
  const changed = await house.as.mia.execute(
    updateClient,
    { clientId: birch, city: 'Albany' },
    { expectedRevision: before.revision },
  )
  expect(changed).toMatchObject({ city: 'Albany', personName: 'Bea Birch', revision: before.revision + 1 })
  await expect(
    house.as.ben.execute(updateClient, { clientId: birch, city: 'Troy' }, { expectedRevision: before.revision }),
  ).rejects.toMatchObject({ code: 'stale_revision', current: { city: 'Albany' } })
  const nameless = house.as.mia.execute(updateClient, { clientId: birch, organizationName: null, personName: null })
  await expect(nameless).rejects.toMatchObject({ code: 'invalid_input' })
  const renamed = await house.as.mia.execute(updateClient, { clientId: birch, organizationName: null })
  expect(renamed.displayName).toBe('Bea Birch')
  await house.as.mia.execute(updateClient, { clientId: birch, organizationName: 'Birch & Sons' })
})

test('archived clients leave the list and come back', async () => {
  const { id } = await house.as.mia.execute(createClient, { organizationName: 'Old Elm' })
  const archived = await house.as.mia.execute(archiveClient, { clientId: id })
  expect(archived.archivedAt).not.toBeNull()
  expect(await house.as.mia.execute(archiveClient, { clientId: id })).toEqual(archived)
  const names = async (state: string) =>
    (await house.as.mia.perform(listClients, { state, q: 'elm' })).items.map((item) => item.displayName)
  expect(await names('active')).toEqual([])
  expect(await names('archived')).toEqual(['Old Elm'])
  expect(await names('all')).toEqual(['Old Elm'])
  await house.as.mia.execute(unarchiveClient, { clientId: id })
  expect(await names('active')).toEqual(['Old Elm'])
})

test('a client without records can be deleted and is gone; one with records is kept', async () => {
  const { id } = await house.as.mia.execute(createClient, { organizationName: 'Mistake' })
  await house.as.mia.execute(deleteClient, { clientId: id })
  await expect(house.as.mia.perform(readClient, { clientId: id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await house.as.mia.perform(listClients, { q: 'mistake', state: 'all' })).items).toEqual([])
  expect(await house.sql('app', 'SELECT deleted_at FROM clients WHERE id = $1', [id])).toMatchObject([
    { deleted_at: expect.anything() },
  ])

  const kept = async () => {
    const client = await work.client({ organization_name: 'Kept' })
    return { client, refused: () => house.as.mia.execute(deleteClient, { clientId: client }) }
  }
  const withProject = await kept()
  await work.project(withProject.client)
  await expect(withProject.refused()).rejects.toMatchObject({ code: 'client_kept' })
  const withInvoice = await kept()
  await money.invoice(withInvoice.client, 5_000)
  await expect(withInvoice.refused()).rejects.toMatchObject({ code: 'client_kept' })
})

test('the overview adds up what the client owes and what is unbilled, and keeps revenue for those who may see it', async () => {
  const clientId = await work.client({ organization_name: 'Figures' })
  const hourly = await work.project(clientId, { hourly_rate_cents: 12_000 })
  const plain = await work.project(clientId)
  const flat = await work.project(clientId, { billing_type: 'flat', flat_fee_cents: 100_000 })
  const design = await work.item({ unit_price_cents: 9_000 })
  const icon = await work.item({ unit: 'piece', unit_price_cents: 3_000 })
  await work.time(clientId, { project_id: hourly, minutes: 90 }) // 180.00
  await work.time(clientId, { project_id: plain, catalog_item_id: design, minutes: 20 }) // 30.00
  await work.time(clientId, { project_id: plain, catalog_item_id: icon, minutes: 30 }) // the member's 100.00: 50.00
  await work.time(clientId, { project_id: flat, minutes: 600 }) // in the fee
  await work.time(clientId, { project_id: hourly, state: 'submitted' })
  await work.time(clientId, { project_id: hourly, billable: false })
  await money.invoice(clientId, 40_000)
  const seen = await house.as.ada.perform(readClientOverview, { clientId })
  expect(seen).toEqual({
    outstandingCents: 40_000,
    overdueCents: 40_000,
    creditCents: 0,
    unbilledMinutes: 740,
    unbilledCents: 26_000,
    revenueCents: 40_000,
  })
  expect(await house.as.mia.perform(readClientOverview, { clientId })).toEqual({ ...seen, revenueCents: null })
})

test('staff members see no clients', async () => {
  await expect(house.as.cy.perform(listClients)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(house.as.cy.execute(createClient, { personName: 'Al' })).rejects.toMatchObject({ code: 'not_allowed' })
})

test('another company sees not_found, and changes nothing', async () => {
  const { olga } = house.as
  const missing = { code: 'not_found' }
  await expect(olga.perform(readClient, { clientId: birch })).rejects.toMatchObject(missing)
  await expect(olga.perform(readClientOverview, { clientId: birch })).rejects.toMatchObject(missing)
  for (const change of [updateClient, archiveClient, unarchiveClient, deleteClient]) {
    await expect(olga.execute(change, { clientId: birch })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await house.as.mia.perform(readClient, { clientId: birch })).displayName).toBe('Birch & Sons')
})

test('the door: load, find, names', async () => {
  const foreign = await work.client({ organization_name: 'Ivy', company_id: companies.oak.id })
  await house.as.mia.scope(async (scope) => {
    expect(await loadClient(scope, birch)).toMatchObject({ displayName: 'Birch & Sons' })
    expect(await loadClientForUpdate(scope, birch)).toMatchObject({ id: birch })
    await expect(loadClient(scope, foreign)).rejects.toMatchObject({ code: 'not_found' })
    expect([...(await findClients(scope, [birch, foreign])).keys()]).toEqual([birch])
    expect(await clientNames(scope, [birch, birch, foreign])).toEqual(new Map([[birch, 'Birch & Sons']]))
    expect(await clientNames(scope, [])).toEqual(new Map())
  })
})
