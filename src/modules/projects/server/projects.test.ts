import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { seedWork, work } from '#testing/work.ts'
import { workCast } from '#testing/work-cast.ts'
import { changeProjectState } from './change-project-state.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { listProjects, readProject, readProjectOverview } from './read-projects.ts'
import { updateProject } from './update-project.ts'

const house = useHouse()
const made = workCast(house)
const money = moneyCast(house)
beforeAll(() => seedWork(house))

const start = (input: object = {}) =>
  house.as.mia.execute(createProject, { clientId: work.birch, name: 'New', ...input })

describe('starting a project', () => {
  test('gives it the next number, its people and its services, whose names stay', async () => {
    const project = await start({
      hourlyRateCents: 15_000,
      budgetMinutes: 600,
      budgetCents: 150_000,
      memberIds: [cast.cy.memberId, cast.cy.memberId],
      services: [{ catalogItemId: work.design }, { name: 'Workshops' }, { catalogItemId: work.icon, name: 'Symbols' }],
    })
    expect(project).toMatchObject({
      clientId: work.birch,
      number: expect.stringMatching(/^PRJ-\d{3}$/),
      state: 'active',
      billingType: 'hourly',
      hourlyRateCents: 15_000,
      flatFeeCents: null,
      memberIds: [cast.cy.memberId],
      services: [
        { catalogItemId: work.design, name: 'Design' },
        { catalogItemId: work.icon, name: 'Symbols' },
        { catalogItemId: null, name: 'Workshops' },
      ],
    })
    await house.sql('owner', `UPDATE catalog_items SET name = 'Drawing' WHERE id = $1`, [work.design])
    const read = await house.as.mia.perform(readProject, { projectId: project.id })
    expect(read).toEqual(project)
    await house.sql('owner', `UPDATE catalog_items SET name = 'Design' WHERE id = $1`, [work.design])
  })

  test('numbers follow each other, step over those taken by hand, and are not given twice', async () => {
    const first = await start()
    const n = Number(first.number.slice(4))
    const number = `PRJ-${String(n + 1).padStart(3, '0')}`
    expect((await start({ number })).number).toBe(number)
    expect((await start()).number).toBe(`PRJ-${String(n + 2).padStart(3, '0')}`)
    await expect(start({ number })).rejects.toMatchObject({ code: 'project_number_taken' })
  })

  test('eight at once get eight numbers', async () => {
    const numbers = (await Promise.all(Array.from({ length: 8 }, () => start()))).map((project) => project.number)
    expect(new Set(numbers).size).toBe(8)
  })

  test.each`
    input                                                | path                 | message
    ${{ name: ' ' }}                                     | ${'name'}            | ${'Enter a name.'}
    ${{ billingType: 'flat' }}                           | ${'flatFeeCents'}    | ${'Enter the fee for the whole project.'}
    ${{ receivedOn: '2026-03-02', dueOn: '2026-03-01' }} | ${'dueOn'}           | ${'Choose a date on or after the day it was received.'}
    ${{ services: [{ name: 'A' }, { name: ' a ' }] }}    | ${'services.1.name'} | ${'This service is already on the list.'}
    ${{ services: [{}] }}                                | ${'services.0.name'} | ${'Choose a service or enter a name.'}
    ${{ memberIds: [cast.olga.memberId] }}               | ${'memberIds'}       | ${'Choose members of this company.'}
  `('refuses $input', async ({ input, path, message }) => {
    await expect(start(input)).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path, message }] })
  })

  test('refuses a client that is foreign, gone or archived', async () => {
    await expect(start({ clientId: work.ivy })).rejects.toMatchObject({ code: 'not_found' })
    await expect(start({ clientId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(start({ services: [{ catalogItemId: newId() }] })).rejects.toMatchObject({ code: 'not_found' })
    const clientId = await made.client({ archived_at: '2026-01-01' })
    await expect(start({ clientId })).rejects.toMatchObject({ errors: [{ path: 'clientId' }] })
  })

  test('keeps a service whose catalog item was deleted since, and takes none that was deleted before', async () => {
    const services = [{ catalogItemId: work.icon }]
    const before = await start({ services })
    await house.sql('owner', 'UPDATE catalog_items SET deleted_at = now() WHERE id = $1', [work.icon])
    const other = await start()
    await expect(start({ services })).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as.mia.execute(updateProject, { projectId: other.id, services })).rejects.toMatchObject({
      code: 'not_found',
    })
    const kept = [...before.services.map(({ id, name }) => ({ id, name, catalogItemId: work.icon })), { name: 'Talks' }]
    const changed = await house.as.mia.execute(updateProject, { projectId: before.id, services: kept })
    expect(changed.services.map(({ name }) => name).sort()).toEqual([before.services[0]?.name, 'Talks'])
    await house.sql('owner', 'UPDATE catalog_items SET deleted_at = NULL WHERE id = $1', [work.icon])
  })
})

describe('changing a project', () => {
  test('touches what was sent; lists are replaced, services keep their ids', async () => {
    const before = await start({ memberIds: [cast.cy.memberId], services: [{ name: 'A' }, { name: 'B' }] })
    const a = before.services[0]
    const changed = await house.as.mia.execute(
      updateProject,
      {
        projectId: before.id,
        name: 'Renamed',
        memberIds: [cast.mia.memberId],
        services: [{ ...a, name: 'B' }, { name: 'A' }],
      },
      { expectedRevision: 1 },
    )
    expect(changed).toMatchObject({
      name: 'Renamed',
      number: before.number,
      revision: 2,
      memberIds: [cast.mia.memberId],
    })
    expect(changed.services.find((service) => service.name === 'B')?.id).toBe(a?.id)
    const lost = house.as.mia.execute(updateProject, { projectId: before.id, name: 'Late' }, { expectedRevision: 1 })
    await expect(lost).rejects.toMatchObject({ code: 'stale_revision', current: { name: 'Renamed' } })
  })

  test('a flat project has a fee and no rate, an hourly one no fee', async () => {
    const { id } = await start({ hourlyRateCents: 10_000 })
    const flat = { projectId: id, billingType: 'flat', flatFeeCents: 90_000 }
    expect(await house.as.mia.execute(updateProject, flat)).toMatchObject({
      hourlyRateCents: null,
      flatFeeCents: 90_000,
    })
    const hourly = { projectId: id, billingType: 'hourly' }
    expect(await house.as.mia.execute(updateProject, hourly)).toMatchObject({ flatFeeCents: null })
  })

  test('another client only while nothing was done on it', async () => {
    const { id } = await start()
    expect((await house.as.mia.execute(updateProject, { projectId: id, clientId: work.cedar })).clientId).toBe(
      work.cedar,
    )
    await made.time(work.cedar, { project_id: id })
    const back = () => house.as.mia.execute(updateProject, { projectId: id, clientId: work.birch })
    await expect(back()).rejects.toMatchObject({ code: 'project_client_kept' })
  })

  test('its state moves freely; the same again changes nothing', async () => {
    const { id } = await start()
    const move = (state: string) => house.as.mia.execute(changeProjectState, { projectId: id, state })
    expect(await move('on_hold')).toMatchObject({ state: 'on_hold', revision: 2 })
    expect(await move('on_hold')).toMatchObject({ revision: 2 })
    expect(await move('archived')).toMatchObject({ state: 'archived' })
    expect(await move('active')).toMatchObject({ state: 'active' })
    const audited =
      'SELECT before, after FROM audit_events WHERE action = $1 AND subject_id = $2 ORDER BY occurred_at, id'
    expect((await house.sql('app', audited, ['projects.changeState', id]))[0]).toMatchObject({
      before: { state: 'active' },
      after: { state: 'on_hold' },
    })
  })

  test('an unused one can be deleted and is gone; one with time is kept', async () => {
    const { id, number } = await start({ services: [{ name: 'A' }], memberIds: [cast.cy.memberId] })
    await house.as.mia.execute(deleteProject, { projectId: id })
    await expect(house.as.mia.perform(readProject, { projectId: id })).rejects.toMatchObject({ code: 'not_found' })
    const { items } = await house.as.mia.perform(listProjects, { state: 'all', limit: 200 })
    expect(items.map((item) => item.id)).not.toContain(id)
    expect((await start({ number })).number).toBe(number)
    const used = await start()
    await made.time(work.birch, { project_id: used.id, state: 'draft' })
    const refused = house.as.mia.execute(deleteProject, { projectId: used.id })
    await expect(refused).rejects.toMatchObject({ code: 'project_kept' })
  })
})

test('the overview: hours, worth, invoiced, received, profit, each for those who may see it', async () => {
  const { id } = await start({ hourlyRateCents: 12_000, memberIds: [cast.cy.memberId] })
  await made.time(work.birch, { project_id: id, minutes: 90 })
  await made.time(work.birch, { project_id: id, minutes: 30, state: 'draft' })
  await made.time(work.birch, { project_id: id, minutes: 60, state: 'void' })
  await made.time(work.birch, { project_id: id, minutes: 10, billable: false })
  await money.invoice(work.birch, 50_000, { projectId: id })
  const look = (who: 'ada' | 'mia' | 'cy') => house.as[who].perform(readProjectOverview, { projectId: id })
  const seen = await look('ada')
  expect(seen).toEqual({
    clientName: 'Birch',
    members: [{ id: cast.cy.memberId, name: 'Cy' }],
    loggedMinutes: 130,
    unbilledMinutes: 90,
    loggedCents: 24_000,
    unbilledCents: 18_000,
    invoicedCents: 50_000,
    receivedCents: 0,
    profitCents: 50_000,
  })
  expect(await look('mia')).toEqual({ ...seen, profitCents: null })
  expect(await look('cy')).toMatchObject({
    loggedMinutes: 130,
    loggedCents: null,
    unbilledCents: null,
    invoicedCents: null,
  })
  expect((await house.as.mia.perform(readProjectOverview, { projectId: work.brand })).unbilledCents).toBe(500_000)
})

describe('a staff member', () => {
  test('sees the projects of their own, without amounts', async () => {
    const mine = await start({ hourlyRateCents: 5_000, budgetCents: 10_000, memberIds: [cast.cy.memberId] })
    expect(await house.as.cy.perform(readProject, { projectId: mine.id })).toMatchObject({
      hourlyRateCents: null,
      budgetCents: null,
    })
    const { items } = await house.as.cy.perform(listProjects, { limit: 200, state: 'all' })
    expect(items.map((item) => item.id)).toContain(mine.id)
    expect(items.map((item) => item.id)).not.toContain(work.garden)
    const other = { projectId: work.garden }
    await expect(house.as.cy.perform(readProject, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(house.as.cy.perform(readProjectOverview, other)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('starts and changes none', async () => {
    const { cy } = house.as
    await expect(cy.execute(createProject, { clientId: work.birch, name: 'Mine' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(cy.execute(updateProject, { projectId: work.website, name: 'Mine' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

test('another company sees not_found, and changes nothing', async () => {
  const projectId = work.wiring
  await expect(house.as.ada.perform(readProject, { projectId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(house.as.ada.perform(readProjectOverview, { projectId })).rejects.toMatchObject({ code: 'not_found' })
  for (const change of [updateProject, deleteProject]) {
    await expect(house.as.ada.execute(change, { projectId })).rejects.toMatchObject({ code: 'not_found' })
  }
  const archive = house.as.ada.execute(changeProjectState, { projectId, state: 'archived' })
  await expect(archive).rejects.toMatchObject({ code: 'not_found' })
})
