import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { createTimeEntry } from './create-time-entry.ts'
import { listTimeEntries, readTimesheet } from './read-time.ts'
import { submitTime } from './submit-time.ts'

const house = useHouse()
beforeAll(() => seedWork(house))
beforeEach(() => house.sql('owner', 'DELETE FROM time_entries'))

const made = (workedOn: string, input: object = {}, who: 'mia' | 'cy' = 'cy') =>
  house.as[who].execute(createTimeEntry, { projectId: work.website, workedOn, minutes: 60, ...input })

/** Statements that the work sends, begin and commit included. */
async function statementsOf(run: () => Promise<unknown>): Promise<number> {
  const original = pg.Client.prototype.query
  let count = 0
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    // Signals go out after the commit, when they like.
    if (!JSON.stringify(given[0]).includes('pg_notify')) count += 1
    return original.apply(this, given as never)
  } as typeof original
  await run().finally(() => {
    pg.Client.prototype.query = original
  })
  return count
}

describe('the list', () => {
  test('pages by day without losing or repeating any, both ways', async () => {
    for (let n = 0; n < 12; n += 1) await made(`2026-03-0${1 + (n % 4)}`)
    for (const sort of ['-workedOn', 'workedOn']) {
      const seen: { id: string; workedOn: string }[] = []
      let cursor: string | null | undefined
      do {
        const page = await house.as.cy.perform(listTimeEntries, { limit: 5, sort, ...(cursor ? { cursor } : {}) })
        seen.push(...page.items)
        cursor = page.nextCursor
        expect(page.totals).toBeNull()
      } while (cursor)
      expect(new Set(seen.map(({ id }) => id)).size).toBe(12)
      const days = seen.map(({ workedOn }) => workedOn)
      expect(days).toEqual(sort === 'workedOn' ? [...days].sort() : [...days].sort().reverse())
    }
  })

  test.each`
    filter                                 | found
    ${{ memberId: cast.mia.memberId }}     | ${['mia']}
    ${{ projectId: work.support }}         | ${['support']}
    ${{ clientId: work.cedar }}            | ${['mia']}
    ${{ state: 'submitted' }}              | ${['support']}
    ${{ state: 'open', to: '2026-03-01' }} | ${['early']}
    ${{ from: '2026-03-03' }}              | ${['mia']}
    ${{ billable: 'false' }}               | ${['early']}
  `('finds by $filter', async ({ filter, found }) => {
    await made('2026-03-01', { notes: 'early', billable: false })
    const support = await made('2026-03-02', { notes: 'support', projectId: work.support })
    await made('2026-03-03', { notes: 'mia', projectId: work.garden }, 'mia')
    await house.as.cy.execute(submitTime, { ids: [support.id] })
    const { items, totals } = await house.as.ada.perform(listTimeEntries, { ...filter, include: 'totals' })
    expect(items.map(({ notes }) => notes)).toEqual(found)
    expect(totals?.minutes).toBe(60 * found.length)
  })

  test('takes as many statements for 60 entries as for 1', async () => {
    await made('2026-03-01')
    const list = () => house.as.ada.perform(listTimeEntries, { include: 'totals' })
    const few = await statementsOf(list)
    const entry = `INSERT INTO time_entries (company_id, id, member_id, project_id, client_id, worked_on, minutes)
      SELECT company_id, gen_random_uuid(), member_id, $1, $2, worked_on, 30 FROM time_entries, generate_series(1, 59)`
    await house.sql('app', entry, [work.garden, work.cedar])
    expect(await statementsOf(list)).toBe(few)
    expect(few).toBeLessThanOrEqual(8)
    const ids = (await house.as.cy.perform(listTimeEntries, { limit: 60 })).items.map(({ id }) => id)
    expect(await statementsOf(() => house.as.cy.execute(submitTime, { ids }))).toBeLessThanOrEqual(11)
  })

  test('changes take a fixed number of statements', async () => {
    expect(await statementsOf(() => made('2026-03-01'))).toBeLessThanOrEqual(11)
  })
})

describe('the timesheet', () => {
  test('lays out a week by project and service, with sums', async () => {
    await made('2026-03-02', { catalogItemId: work.design })
    await made('2026-03-02', { catalogItemId: work.design, minutes: 30 })
    await made('2026-03-04', { catalogItemId: work.design })
    await made('2026-03-08', { projectId: work.brand, minutes: 15 })
    await made('2026-03-09')
    const sheet = await house.as.cy.perform(readTimesheet, { week: '2026-03-05' })
    expect(sheet.days).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => `2026-03-0${day}`))
    expect(sheet.rows).toMatchObject([
      {
        projectName: 'Website',
        clientName: 'Birch',
        serviceName: 'Design',
        minutes: 150,
        cells: [
          { workedOn: '2026-03-02', minutes: 90, entries: [{ minutes: 60, state: 'draft' }, { minutes: 30 }] },
          { workedOn: '2026-03-04', minutes: 60 },
        ],
      },
      { projectName: 'Brand', minutes: 15 },
    ])
    expect(sheet).toMatchObject({ dayMinutes: [90, 0, 60, 0, 0, 0, 15], minutes: 165, billableMinutes: 150 })
    expect(sheet.drafts).toHaveLength(4)
    expect(sheet).toMatchObject({ memberName: 'Cy', mine: true })
  })

  test('begins on the company’s day and is seen by approvers', async () => {
    await house.sql('owner', 'UPDATE companies SET week_starts_on = 7')
    await made('2026-03-01')
    const sheet = await house.as.mia.perform(readTimesheet, { week: '2026-03-05', memberId: cast.cy.memberId })
    expect(sheet).toMatchObject({ memberName: 'Cy', mine: false, minutes: 60 })
    expect(sheet.days[0]).toBe('2026-03-01')
  })
})
