import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { approveTime } from './approve-time.ts'
import { createTimeEntry } from './create-time-entry.ts'
import { deleteTimeEntry, restoreTimeEntry } from './delete-time-entry.ts'
import { listTimeEntries, readTimeEntry, readTimesheet } from './read-time.ts'
import { rejectTime } from './reject-time.ts'
import { submitTime } from './submit-time.ts'
import { updateTimeEntry } from './update-time-entry.ts'
import { voidTimeEntry } from './void-time-entry.ts'

const house = useHouse()
const range = (from: string, to: string) => ({ startedAt: `2026-03-02T${from}:00Z`, endedAt: `2026-03-02T${to}:00Z` })
const made = (input: object = {}, who: 'ada' | 'mia' | 'cy' = 'cy') =>
  house.as[who].execute(createTimeEntry, { projectId: work.website, workedOn: '2026-03-02', minutes: 60, ...input })
const stateOf = async (id: string) => (await house.as.ada.perform(readTimeEntry, { entryId: id })).state
const refused = (code: string) => expect.objectContaining({ code })

beforeAll(() => seedWork(house))
beforeEach(async () => {
  await house.sql('owner', 'DELETE FROM time_entries')
  await house.sql('owner', 'UPDATE companies SET time_needs_approval = true')
  await house.sql('owner', 'UPDATE members SET can_approve_time = false')
})

describe('an entry', () => {
  test('is made, changed and deleted by its owner, and can come back', async () => {
    const { cy } = house.as
    const entry = await made({ serviceName: 'Workshop' })
    expect(entry).toMatchObject({ clientName: 'Birch', billable: true, revision: 1, startedAt: null, state: 'draft' })
    const changed = await cy.execute(updateTimeEntry, { entryId: entry.id, minutes: 90, notes: 'Kick-off' })
    expect(changed).toMatchObject({ minutes: 90, notes: 'Kick-off', serviceName: 'Workshop', revision: 2 })
    await cy.execute(deleteTimeEntry, { entryId: entry.id })
    await expect(cy.perform(readTimeEntry, { entryId: entry.id })).rejects.toEqual(refused('not_found'))
    expect(await cy.execute(restoreTimeEntry, { entryId: entry.id })).toMatchObject({ minutes: 90, state: 'draft' })
  })

  test('is billable by itself on hourly projects only', async () => {
    expect(await made({ projectId: work.brand })).toMatchObject({ billable: false })
    const free = await made({ projectId: null })
    expect(free).toMatchObject({ billable: false, clientId: null })
    expect(await house.as.cy.execute(updateTimeEntry, { entryId: free.id, projectId: work.website })).toMatchObject({
      billable: true,
      clientName: 'Birch',
    })
  })

  test('warns of ranges that overlap, not of ones that touch', async () => {
    const morning = await made({ minutes: undefined, workedOn: undefined, ...range('14:00', '16:00') })
    await made({ minutes: undefined, workedOn: undefined, ...range('16:00', '17:00') }, 'mia')
    expect(morning).toMatchObject({ minutes: 120, overlaps: [] })
    const later = { minutes: undefined, workedOn: undefined, ...range('16:00', '18:00') }
    expect(await made(later)).toMatchObject({ overlaps: [] })
    const across = { minutes: undefined, workedOn: undefined, ...range('15:30', '16:30') }
    expect((await made(across)).overlaps).toMatchObject([
      { projectName: 'Website', ...instants('14:00', '16:00') },
      instants('16:00', '18:00'),
    ])
  })

  const instants = (from: string, to: string) => ({
    startedAt: `2026-03-02T${from}:00.000000Z`,
    endedAt: `2026-03-02T${to}:00.000000Z`,
  })

  test('counts what really passed in the night when clocks change', async () => {
    const night = { startedAt: '2026-03-08T01:00:00-05:00', endedAt: '2026-03-08T04:00:00-04:00' }
    expect(await made({ minutes: undefined, workedOn: undefined, ...night })).toMatchObject({
      minutes: 120,
      workedOn: '2026-03-08',
    })
  })

  test('is not overwritten from an old screen', async () => {
    const { id } = await made()
    const change = { entryId: id, notes: 'Newer' }
    await house.as.cy.execute(updateTimeEntry, change, { expectedRevision: 1 })
    await expect(house.as.cy.execute(updateTimeEntry, change, { expectedRevision: 1 })).rejects.toMatchObject({
      code: 'stale_revision',
      current: { notes: 'Newer', revision: 2, memberName: 'Cy' },
    })
  })

  test('of others is seen by those who approve, and changed by nobody else', async () => {
    const { id: entryId } = await made()
    expect(await house.as.mia.perform(readTimeEntry, { entryId })).toMatchObject({ memberName: 'Cy' })
    await expect(house.as.mia.execute(updateTimeEntry, { entryId, minutes: 1 })).rejects.toEqual(refused('not_allowed'))
    await expect(house.as.mia.execute(deleteTimeEntry, { entryId })).rejects.toEqual(refused('not_allowed'))
    await expect(house.as.mia.execute(submitTime, { ids: [entryId] })).rejects.toEqual(refused('not_allowed'))
    const { id: hers } = await made({}, 'mia')
    for (const press of [readTimeEntry, updateTimeEntry, deleteTimeEntry, restoreTimeEntry, voidTimeEntry]) {
      const run =
        press.kind === 'query'
          ? house.as.cy.perform(press, { entryId: hers })
          : house.as.cy.execute(press, { entryId: hers })
      await expect(run, press.name).rejects.toEqual(refused('not_found'))
    }
  })

  test('of another company does not exist', async () => {
    const { id: entryId } = await made()
    await expect(house.as.olga.perform(readTimeEntry, { entryId })).rejects.toEqual(refused('not_found'))
    await expect(house.as.olga.execute(updateTimeEntry, { entryId })).rejects.toEqual(refused('not_found'))
    await expect(house.as.olga.execute(voidTimeEntry, { entryId })).rejects.toEqual(refused('not_found'))
    await expect(house.as.olga.execute(createTimeEntry, { projectId: work.website, minutes: 5 })).rejects.toEqual(
      refused('not_found'),
    )
    for (const bulk of [submitTime, approveTime, rejectTime]) {
      await expect(house.as.olga.execute(bulk as typeof approveTime, { ids: [entryId] })).rejects.toEqual(
        refused('not_found'),
      )
    }
  })
})

describe('submitting, approving, rejecting', () => {
  test('take many at once, and twice changes nothing', async () => {
    const ids = [(await made()).id, (await made()).id]
    const submitted = await house.as.cy.execute(submitTime, { ids })
    expect(submitted.items.map(({ state, revision }) => [state, revision])).toEqual([
      ['submitted', 2],
      ['submitted', 2],
    ])
    expect((await house.as.cy.execute(submitTime, { ids })).items[0]?.revision).toBe(2)
    const { items } = await house.as.mia.execute(approveTime, { ids })
    expect(items).toMatchObject([{ state: 'approved', approvedBy: cast.mia.memberId }, { state: 'approved' }])
    expect((await house.as.mia.execute(approveTime, { ids })).items[0]?.revision).toBe(3)
    const audits = await house.sql('app', "SELECT after FROM audit_events WHERE action = 'time.approve'")
    expect(audits).toHaveLength(3)
  })

  test('one foreign id is not_found for the whole call, and nothing moves', async () => {
    const { id } = await made()
    const { id: hers } = await made({}, 'mia')
    for (const foreign of [hers, newId()]) {
      await expect(house.as.cy.execute(submitTime, { ids: [id, foreign] })).rejects.toEqual(refused('not_found'))
    }
    expect(await stateOf(id)).toBe('draft')
  })

  test('rejecting sends back to the owner with a reason, from submitted and from approved', async () => {
    const { id } = await made()
    for (const steps of [[], [approveTime]]) {
      await house.as.cy.execute(submitTime, { ids: [id] })
      for (const step of steps) await house.as.mia.execute(step, { ids: [id] })
      const { items } = await house.as.mia.execute(rejectTime, { ids: [id], reason: 'Which page?' })
      expect(items).toMatchObject([{ state: 'draft', rejectReason: 'Which page?', approvedBy: null, approvedAt: null }])
    }
    await house.as.cy.execute(updateTimeEntry, { entryId: id, notes: 'The first page' })
    expect((await house.as.cy.execute(submitTime, { ids: [id] })).items[0]?.rejectReason).toBeNull()
  })

  test.each`
    state          | press          | who      | code
    ${'draft'}     | ${approveTime} | ${'mia'} | ${'time_not_submitted'}
    ${'draft'}     | ${rejectTime}  | ${'mia'} | ${'time_not_submitted'}
    ${'submitted'} | ${approveTime} | ${'cy'}  | ${'not_allowed'}
    ${'submitted'} | ${rejectTime}  | ${'cy'}  | ${'not_allowed'}
    ${'void'}      | ${submitTime}  | ${'cy'}  | ${'time_not_draft'}
    ${'void'}      | ${approveTime} | ${'mia'} | ${'time_not_submitted'}
  `('$press.name refuses $state time of $who: $code', async ({ state, press, who, code }) => {
    const { id } = await made()
    await house.sql('app', 'UPDATE time_entries SET state = $2 WHERE id = $1', [id, state])
    await expect(house.as[who as 'cy'].execute(press, { ids: [id] })).rejects.toEqual(refused(code))
    expect(await stateOf(id)).toBe(state)
  })

  test.each(['submitted', 'approved', 'void'])('%s time is neither changed nor deleted by its owner', async (state) => {
    const { id: entryId } = await made()
    await house.sql('app', 'UPDATE time_entries SET state = $2 WHERE id = $1', [entryId, state])
    await expect(house.as.cy.execute(updateTimeEntry, { entryId, minutes: 1 })).rejects.toEqual(
      refused('time_not_draft'),
    )
    await expect(house.as.cy.execute(deleteTimeEntry, { entryId })).rejects.toEqual(refused('time_not_draft'))
  })

  test('without approval in the company, submitting approves', async () => {
    await house.sql('owner', 'UPDATE companies SET time_needs_approval = false')
    const { id } = await made()
    expect((await house.as.cy.execute(submitTime, { ids: [id] })).items).toMatchObject([
      { state: 'approved', approvedBy: null, approvedAt: expect.any(String) },
    ])
  })

  test('an entry without time cannot be submitted', async () => {
    const { id } = await made({ minutes: 0 })
    await expect(house.as.cy.execute(submitTime, { ids: [id] })).rejects.toEqual(refused('time_empty'))
  })

  test('over-long time must be looked at before it is approved', async () => {
    const { id } = await made()
    await house.sql('app', 'UPDATE time_entries SET over_long = true')
    await house.as.cy.execute(submitTime, { ids: [id] })
    await expect(house.as.mia.execute(approveTime, { ids: [id] })).rejects.toEqual(refused('time_over_long'))
    expect((await house.as.mia.execute(approveTime, { ids: [id], confirmLong: true })).items).toMatchObject([
      { state: 'approved', overLong: false },
    ])
    await house.sql('app', "UPDATE time_entries SET over_long = true, state = 'draft'")
    await house.sql('owner', 'UPDATE companies SET time_needs_approval = false')
    await expect(house.as.cy.execute(submitTime, { ids: [id] })).rejects.toEqual(refused('time_over_long'))
    expect(await house.as.cy.execute(updateTimeEntry, { entryId: id, minutes: 50 })).toMatchObject({ overLong: false })
    expect((await house.as.cy.execute(submitTime, { ids: [id] })).items[0]?.state).toBe('approved')
  })

  test('voiding: owners before approval, approvers until it is billed', async () => {
    const [one, two] = [await made(), await made()]
    expect(await house.as.cy.execute(voidTimeEntry, { entryId: one.id })).toMatchObject({ state: 'void' })
    expect(await house.as.cy.execute(voidTimeEntry, { entryId: one.id })).toMatchObject({ state: 'void' })
    await house.sql('app', "UPDATE time_entries SET state = 'approved' WHERE id = $1", [two.id])
    await expect(house.as.cy.execute(voidTimeEntry, { entryId: two.id })).rejects.toEqual(refused('not_allowed'))
    expect(await house.as.mia.execute(voidTimeEntry, { entryId: two.id })).toMatchObject({ state: 'void' })
  })
})

describe('staff', () => {
  test('who may approve see the time of their projects, and only that', async () => {
    await house.sql('owner', 'UPDATE members SET can_approve_time = true WHERE id = $1', [cast.cy.memberId])
    const [near, far, free] = [
      await made({}, 'mia'),
      await made({ projectId: work.garden }, 'mia'),
      await made({ projectId: null }, 'mia'),
    ]
    const { items } = await house.as.cy.perform(listTimeEntries, {})
    expect(items.map(({ id }) => id).sort()).toEqual([near.id, free.id].sort())
    await house.as.mia.execute(submitTime, { ids: [near.id, far.id] })
    await expect(house.as.cy.execute(approveTime, { ids: [near.id, far.id] })).rejects.toEqual(refused('not_found'))
    await house.as.cy.execute(approveTime, { ids: [near.id] })
    expect(await stateOf(near.id)).toBe('approved')
  })

  test('list and sum their own time only', async () => {
    await made()
    await made({ minutes: 500 }, 'mia')
    expect(await house.as.cy.perform(listTimeEntries, { include: 'totals' })).toMatchObject({
      items: [{ memberName: 'Cy' }],
      totals: { minutes: 60, billableMinutes: 60 },
    })
    const hers = { memberId: cast.mia.memberId }
    expect((await house.as.cy.perform(listTimeEntries, hers)).items).toEqual([])
    await expect(house.as.cy.perform(readTimesheet, hers)).rejects.toEqual(refused('not_found'))
    await expect(house.as.mia.perform(readTimesheet, { memberId: cast.olga.memberId })).rejects.toEqual(
      refused('not_found'),
    )
  })
})
