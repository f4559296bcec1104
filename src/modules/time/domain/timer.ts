import { addSeconds, type Instant, secondsBetween } from '#kernel/calendar.ts'
import { LONG_MINUTES } from './rounding.ts'

/** What the timer runs for. */
export type Subject = {
  projectId: string | null
  catalogItemId: string | null
  serviceName: string | null
  notes: string | null
}

/** One run of a member's timer. `runningSince` is null while it is paused. */
export type Timer = Subject & {
  /** Becomes the id of the time entry. */
  runId: string
  startedAt: Instant
  runningSince: Instant | null
  /** When it was paused; null while it runs. */
  pausedAt: Instant | null
  /** What was worked before `runningSince`. */
  accumulatedSeconds: number
}

export function startRun(runId: string, subject: Subject, now: Instant): Timer {
  return { runId, ...subject, startedAt: now, runningSince: now, pausedAt: null, accumulatedSeconds: 0 }
}

/** Whole seconds worked until now; never negative, also when clocks disagree. */
export function elapsedSeconds(timer: Pick<Timer, 'runningSince' | 'accumulatedSeconds'>, now: Instant): number {
  const running = timer.runningSince === null ? 0 : secondsBetween(timer.runningSince, now)
  return timer.accumulatedSeconds + Math.max(0, Math.floor(running))
}

export function isLong(seconds: number): boolean {
  return seconds > LONG_MINUTES * 60
}

/** Pausing what is paused changes nothing. */
export function pause(timer: Timer, now: Instant): Timer {
  if (timer.runningSince === null) return timer
  return { ...timer, runningSince: null, pausedAt: now, accumulatedSeconds: elapsedSeconds(timer, now) }
}

/** Resuming what runs changes nothing. */
export function resume(timer: Timer, now: Instant): Timer {
  return timer.runningSince === null ? { ...timer, runningSince: now, pausedAt: null } : timer
}

/** What to keep of a run: all of it, so many minutes, or what was worked until a moment. */
export type Keep = { keepMinutes?: number | undefined; endedAt?: Instant | undefined }

export type Stopped = {
  startedAt: Instant
  endedAt: Instant
  seconds: number
  /** Ran for longer than anyone works, and nobody said what to keep. */
  overLong: boolean
}

/** The times of the entry that a stopped run leaves. Trimming never adds time. */
export function stop(timer: Timer, now: Instant, keep: Keep = {}): Stopped {
  const worked = elapsedSeconds(timer, now)
  const end = later(timer.pausedAt ?? now, timer.startedAt)
  if (keep.keepMinutes !== undefined) {
    const seconds = Math.min(worked, keep.keepMinutes * 60)
    return {
      startedAt: timer.startedAt,
      endedAt: earlier(end, addSeconds(timer.startedAt, seconds)),
      seconds,
      overLong: false,
    }
  }
  if (keep.endedAt !== undefined) {
    const endedAt = clamp(keep.endedAt, timer.startedAt, end)
    const cut = Math.ceil(secondsBetween(endedAt, end))
    return { startedAt: timer.startedAt, endedAt, seconds: Math.max(0, worked - cut), overLong: false }
  }
  return { startedAt: timer.startedAt, endedAt: end, seconds: worked, overLong: isLong(worked) }
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

function later(a: Instant, b: Instant): Instant {
  return a < b ? b : a
}

function clamp(at: Instant, from: Instant, to: Instant): Instant {
  return earlier(later(at, from), to)
}
