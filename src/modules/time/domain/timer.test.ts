import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSeconds, instantOf } from '#kernel/calendar.ts'
import { elapsedSeconds, pause, resume, startRun, stop, type Timer } from './timer.ts'

const nine = instantOf('2026-03-02T09:00:00Z')
const at = (seconds: number) => addSeconds(nine, seconds)
const subject = { projectId: null, catalogItemId: null, serviceName: null, notes: null }
const run = () => startRun('0190a000-0000-7000-8000-000000000001', subject, nine)
const hour = 3600

describe('a run', () => {
  test('counts while it runs, not while it is paused', () => {
    const paused = pause(run(), at(600))
    expect(elapsedSeconds(paused, at(9999))).toBe(600)
    const again = resume(paused, at(1200))
    expect(elapsedSeconds(again, at(1500))).toBe(900)
    expect(stop(again, at(1500))).toEqual({ startedAt: nine, endedAt: at(1500), seconds: 900, overLong: false })
  })

  test('stopped while paused ends when it was paused', () => {
    expect(stop(pause(run(), at(600)), at(5000))).toMatchObject({ endedAt: at(600), seconds: 600 })
  })

  test('pausing and resuming twice change nothing', () => {
    const paused = pause(run(), at(600))
    expect(pause(paused, at(700))).toBe(paused)
    const again = resume(paused, at(800))
    expect(resume(again, at(900))).toBe(again)
  })

  test('never counts backwards when clocks disagree', () => {
    expect(elapsedSeconds(run(), at(-5))).toBe(0)
    expect(stop(run(), at(-5))).toMatchObject({ seconds: 0, endedAt: nine })
  })
})

describe('a forgotten run', () => {
  const late = at(340 * hour)

  test.each`
    hours    | overLong
    ${12}    | ${false}
    ${12.01} | ${true}
    ${340}   | ${true}
  `('of $hours h is over-long: $overLong', ({ hours, overLong }) => {
    expect(stop(run(), at(hours * hour))).toMatchObject({ seconds: hours * hour, overLong })
  })

  test('keeps the minutes that somebody says', () => {
    expect(stop(run(), late, { keepMinutes: 480 })).toEqual({
      startedAt: nine,
      endedAt: at(8 * hour),
      seconds: 8 * hour,
      overLong: false,
    })
  })

  test('or the work until a moment, less the pause before it', () => {
    const worked = resume(pause(run(), at(3 * hour)), at(4 * hour))
    expect(stop(worked, late, { endedAt: at(8 * hour) })).toMatchObject({ endedAt: at(8 * hour), seconds: 7 * hour })
  })

  test('trimming never adds time', () => {
    expect(stop(run(), at(hour), { keepMinutes: 600 })).toMatchObject({ seconds: hour, endedAt: at(hour) })
    expect(stop(run(), at(hour), { endedAt: at(9 * hour) })).toMatchObject({ seconds: hour, endedAt: at(hour) })
    expect(stop(run(), at(hour), { endedAt: at(-9) })).toMatchObject({ seconds: 0, endedAt: nine })
  })
})

test('any sequence of presses counts exactly the seconds between start or resume and pause', () => {
  const press = fc.tuple(fc.constantFrom('pause', 'resume'), fc.integer({ min: 1, max: 5000 }))
  fc.assert(
    fc.property(fc.array(press, { maxLength: 20 }), (presses) => {
      let timer: Timer = run()
      let [clock, running, worked] = [0, true, 0]
      for (const [what, wait] of presses) {
        clock += wait
        if (running) worked += wait
        timer = what === 'pause' ? pause(timer, at(clock)) : resume(timer, at(clock))
        running = what === 'resume'
      }
      expect(elapsedSeconds(timer, at(clock))).toBe(worked)
      const stopped = stop(timer, at(clock))
      expect(stopped.seconds).toBe(worked)
      expect(stopped.startedAt).toBe(nine)
    }),
  )
})
