import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSeconds, instantOf } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { Signal } from '#platform/record.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { discardTimer } from './discard-timer.ts'
import { pauseTimer, resumeTimer } from './pause-timer.ts'
import { readTimer } from './read-time.ts'
import { startTimer } from './start-timer.ts'
import { stopTimer } from './stop-timer.ts'
import { switchTimer } from './switch-timer.ts'
import { updateTimer } from './update-timer.ts'

const house = useHouse()
const nine = instantOf('2026-03-02T14:00:00Z')
const at = (minutes: number) => ({ now: addSeconds(nine, minutes * 60) })

type Kept = { id: string; minutes: number; started: string; ended: string; over_long: boolean; state: string }
const entries = () =>
  house.sql<Kept>(
    'app',
    `SELECT id, minutes, started_at AS started, ended_at AS ended, over_long, state FROM time_entries ORDER BY started_at, id`,
  )
const timers = () => house.sql<{ run_id: string }>('app', 'SELECT run_id FROM timers')
const twenty = <A>(press: (n: number) => Promise<A>) => Promise.all(Array.from({ length: 20 }, (_, n) => press(n)))

beforeAll(() => seedWork(house))
beforeEach(async () => {
  await house.sql('owner', 'DELETE FROM timers')
  await house.sql('owner', 'DELETE FROM time_entries')
  await house.sql('owner', "UPDATE companies SET time_rounding_minutes = 0, time_rounding_mode = 'nearest'")
})

describe('the timer', () => {
  test('starts, pauses, resumes, and stops into one draft', async () => {
    const { cy } = house.as
    const subject = { projectId: work.website, catalogItemId: work.design, notes: 'First sketch' }
    const started = await cy.execute(startTimer, subject, at(0))
    expect(started).toMatchObject({
      projectName: 'Website',
      clientName: 'Birch',
      serviceName: 'Design',
      elapsedSeconds: 0,
      overLong: false,
      runningSince: nine,
    })
    expect(await cy.execute(pauseTimer, {}, at(30))).toMatchObject({ elapsedSeconds: 1800, runningSince: null })
    expect(await cy.execute(resumeTimer, {}, at(60))).toMatchObject({ elapsedSeconds: 1800, runningSince: at(60).now })
    const entry = await cy.execute(stopTimer, { runId: started.runId }, at(90))
    expect(entry).toMatchObject({
      id: started.runId,
      memberName: 'Cy',
      projectName: 'Website',
      clientName: 'Birch',
      serviceName: 'Design',
      notes: 'First sketch',
      workedOn: '2026-03-02',
      startedAt: nine,
      endedAt: at(90).now,
      minutes: 60,
      billable: true,
      state: 'draft',
      rateCents: null,
      overlaps: [],
    })
    expect(await timers()).toEqual([])
    expect(await cy.perform(readTimer)).toBeNull()
  })

  test('belongs to its member alone', async () => {
    await house.as.cy.execute(startTimer, {}, at(0))
    expect(await house.as.ada.perform(readTimer)).toBeNull()
    await expect(house.as.ada.execute(stopTimer, {})).rejects.toMatchObject({ code: 'timer_not_running' })
    await house.as.ada.execute(startTimer, {}, at(0))
    expect(await timers()).toHaveLength(2)
  })

  test('is told to the member’s other screens', async () => {
    const heard: Signal[] = []
    const stop = house.signals.listen(companies.maple.id, (signal) => heard.push(signal))
    await house.as.cy.execute(startTimer, {})
    await expect.poll(() => heard, { timeout: 1000 }).toContainEqual({ topic: 'timer', id: cast.cy.memberId })
    stop()
  })

  test('keeps what it is for; the service is from the catalog or a free name', async () => {
    const { cy } = house.as
    await cy.execute(startTimer, { projectId: work.website, catalogItemId: work.design }, at(0))
    expect(await cy.execute(updateTimer, { notes: 'Menu' })).toMatchObject({ serviceName: 'Design', notes: 'Menu' })
    expect(await cy.execute(updateTimer, { serviceName: 'On site' })).toMatchObject({
      serviceName: 'On site',
      catalogItemId: null,
    })
    expect(await cy.execute(updateTimer, { projectId: null })).toMatchObject({ projectName: null, clientName: null })
  })

  test('switches at one moment, and pressing twice changes nothing more', async () => {
    const { cy } = house.as
    const { runId } = await cy.execute(startTimer, { projectId: work.website }, at(0))
    const next = { runId, newRunId: newId(), projectId: work.support }
    const [first, second] = await Promise.all([
      cy.execute(switchTimer, next, at(45)),
      cy.execute(switchTimer, next, at(45)),
    ])
    expect([first, second].map(({ entry }) => entry?.id).sort()).toEqual([runId, undefined])
    expect([first, second].map(({ timer }) => [timer.runId, timer.projectName])).toEqual([
      [next.newRunId, 'Support'],
      [next.newRunId, 'Support'],
    ])
    expect(await entries()).toMatchObject([{ id: runId, minutes: 45 }])
  })

  test('is thrown away without an entry; another run is left alone', async () => {
    const { cy } = house.as
    const { runId } = await cy.execute(startTimer, {}, at(0))
    await cy.execute(discardTimer, { runId: newId() })
    expect(await timers()).toHaveLength(1)
    await cy.execute(discardTimer, { runId })
    await cy.execute(discardTimer, { runId })
    expect(await timers()).toEqual([])
    expect(await entries()).toEqual([])
  })

  test.each([pauseTimer, resumeTimer, stopTimer, switchTimer, updateTimer])(
    '$name refuses without one',
    async (press) => {
      await expect(house.as.cy.execute(press as typeof pauseTimer, {})).rejects.toMatchObject({
        code: 'timer_not_running',
      })
    },
  )

  test('refuses what is not the member’s to work on', async () => {
    const { cy } = house.as
    for (const projectId of [work.garden, work.wiring, newId()]) {
      await expect(cy.execute(startTimer, { projectId })).rejects.toMatchObject({ code: 'not_found' })
    }
    await house.sql('owner', "UPDATE projects SET state = 'completed' WHERE id = $1", [work.support])
    await expect(cy.execute(startTimer, { projectId: work.support })).rejects.toMatchObject({
      code: 'project_not_open',
    })
    await house.sql('owner', "UPDATE projects SET state = 'active' WHERE id = $1", [work.support])
  })
})

describe('at once', () => {
  test('20 starts make one timer', async () => {
    const answers = await twenty((n) => house.as.cy.execute(startTimer, { projectId: work.website, notes: `tab ${n}` }))
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1)
    expect(await timers()).toEqual([{ run_id: answers[0]?.runId }])
  })

  test('20 stops make one entry, and all get it', async () => {
    const { runId } = await house.as.cy.execute(startTimer, { projectId: work.website }, at(0))
    const answers = await twenty((n) => house.as.cy.execute(stopTimer, { runId }, at(60 + n)))
    const kept = await entries()
    expect(kept).toHaveLength(1)
    expect(new Set(answers.map(({ id, minutes, endedAt }) => `${id} ${minutes} ${endedAt}`)).size).toBe(1)
    expect(answers[0]).toMatchObject({ id: runId, startedAt: nine, minutes: kept[0]?.minutes })
  })

  test('stops, starts and switches in any order leave every run exactly once', async () => {
    const { cy } = house.as
    const { runId } = await cy.execute(startTimer, {}, at(0))
    await twenty(async (n) => {
      const next = { runId, newRunId: newId(), projectId: work.website }
      const press = n % 2 === 0 ? cy.execute(stopTimer, { runId }, at(10)) : cy.execute(switchTimer, next, at(10))
      await press.then(
        () => {},
        (error) => expect(error).toMatchObject({ code: 'timer_not_running' }),
      )
    })
    expect((await entries()).filter(({ id }) => id === runId)).toHaveLength(1)
    expect((await entries()).length + (await timers()).length).toBeLessThanOrEqual(2)
  })
})

describe('pain 16: time is never lost or doubled', () => {
  test('killed while stopping, the run is still there, and stopping again keeps the original times', async () => {
    const { cy } = house.as
    const { runId } = await cy.execute(startTimer, { projectId: work.website }, at(0))
    await expect(
      cy.scope(async (scope) => {
        await stopTimer.run(scope, { runId })
        throw new Error('the process dies before its commit')
      }, at(50)),
    ).rejects.toThrow('dies')
    expect(await entries()).toEqual([])
    expect(await timers()).toEqual([{ run_id: runId }])
    const entry = await cy.execute(stopTimer, { runId, endedAt: at(50).now }, at(55))
    expect(entry).toMatchObject({ id: runId, startedAt: nine, endedAt: at(50).now, minutes: 50 })
  })

  test('killed after the commit, the same press answers the same entry, also beside a new run', async () => {
    const { cy } = house.as
    const { runId } = await cy.execute(startTimer, {}, at(0))
    const first = await cy.execute(stopTimer, { runId }, at(20))
    const { runId: next } = await cy.execute(startTimer, {}, at(30))
    expect(await cy.execute(stopTimer, { runId }, at(40))).toEqual(first)
    expect(await timers()).toEqual([{ run_id: next }])
    await cy.execute(discardTimer, {})
    await expect(cy.execute(startTimer, { runId })).rejects.toMatchObject({ code: 'id_taken' })
  })
})

describe('pain 15: a forgotten timer', () => {
  test('of 340 hours is shown as over-long, can be stopped, and is flagged', async () => {
    const { cy } = house.as
    await cy.execute(startTimer, { projectId: work.website }, at(0))
    expect(await cy.execute(pauseTimer, {}, at(340 * 60))).toMatchObject({ overLong: true, elapsedSeconds: 340 * 3600 })
    expect(await cy.execute(stopTimer, {}, at(341 * 60))).toMatchObject({ minutes: 340 * 60, overLong: true })
  })

  test('of a year stops with what an entry can hold', async () => {
    await house.as.cy.execute(startTimer, {}, at(0))
    expect(await house.as.cy.execute(stopTimer, {}, at(365 * 1440))).toMatchObject({ minutes: 44640, overLong: true })
  })

  test('is trimmed to minutes, or to a moment, and then not flagged', async () => {
    const { cy } = house.as
    await cy.execute(startTimer, {}, at(0))
    expect(await cy.execute(stopTimer, { keepMinutes: 450 }, at(3000))).toMatchObject({
      minutes: 450,
      endedAt: at(450).now,
      overLong: false,
    })
    await cy.execute(startTimer, {}, at(0))
    expect(await cy.execute(switchTimer, { endedAt: at(100).now }, at(3000))).toMatchObject({
      entry: { minutes: 100, endedAt: at(100).now, overLong: false },
    })
  })

  test('is stopped also when its project is closed or no longer the member’s', async () => {
    const { cy } = house.as
    await cy.execute(startTimer, { projectId: work.brand }, at(0))
    await house.sql('owner', "UPDATE projects SET state = 'archived' WHERE id = $1", [work.brand])
    await house.sql('owner', 'DELETE FROM project_members WHERE project_id = $1', [work.brand])
    expect(await cy.execute(stopTimer, {}, at(30))).toMatchObject({
      projectName: 'Brand',
      minutes: 30,
      billable: false,
    })
  })
})

test('minutes are rounded as the company says', async () => {
  await house.sql('owner', "UPDATE companies SET time_rounding_minutes = 15, time_rounding_mode = 'up'")
  await house.as.cy.execute(startTimer, {}, at(0))
  expect(await house.as.cy.execute(stopTimer, {}, at(16))).toMatchObject({ minutes: 30, endedAt: at(16).now })
})
