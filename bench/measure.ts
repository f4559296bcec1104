import { fstatSync } from 'node:fs'
import { present } from '#kernel/assert.ts'

export type Rate = { perSecond: number; p50: number; p95: number }

/** Eight callers repeat an act for so long, after a warm-up that is not counted. */
export async function measureRate(
  act: (caller: number) => Promise<unknown>,
  seconds: number,
  callers = 8,
): Promise<Rate> {
  const began = performance.now()
  const from = began + Math.min(2000, seconds * 250)
  const to = from + seconds * 1000
  const times: number[] = []
  const caller = async (_one: unknown, number: number) => {
    for (let start = performance.now(); start < to; start = performance.now()) {
      await act(number)
      const end = performance.now()
      if (start >= from && end <= to) times.push(end - start)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return { perSecond: times.length / seconds, ...spread(times) }
}

/**
 * How long each of the acts takes, one after the other, so many times. They take turns, so that what the machine does
 * besides slows all of them alike and their ratios stay true.
 */
export async function measureTurns(
  acts: readonly (() => Promise<unknown>)[],
  times: number,
): Promise<{ p50: number; p95: number }[]> {
  const taken = acts.map((): number[] => [])
  for (let round = -5; round < times; round += 1) {
    for (const [at, act] of acts.entries()) {
      const start = performance.now()
      await act()
      if (round >= 0) taken[at]?.push(performance.now() - start)
    }
  }
  return taken.map(spread)
}

/** How long one act takes, one after the other, so many times. */
export async function measureTimes(act: () => Promise<unknown>, times: number): Promise<{ p50: number; p95: number }> {
  return present((await measureTurns([act], times))[0])
}

/** The middle and the slow end of what was measured. */
export function spread(times: number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

/** What this machine does in this hour, by which runs of different days may be read: fixed work of a script, and one system call. */
export function speedOfMachine(): { script: number; call: number } {
  const lines = Array.from({ length: 5 }, (_, at) => ({ name: `line ${at}`, cents: at }))
  const script = quickest(() => {
    for (let copies = 0; copies < 20_000; copies += 1) JSON.parse(JSON.stringify(lines))
  })
  const calls = 20_000
  const call = quickest(() => {
    for (let made = 0; made < calls; made += 1) fstatSync(2)
  })
  return { script, call: call / calls }
}

function quickest(work: () => void): number {
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}
