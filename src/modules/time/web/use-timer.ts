import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { useCommand } from '#ui/command.ts'
import { useGo } from '#ui/link.tsx'
import { keyOf, useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'
import { LONG_MINUTES } from '../domain/rounding.ts'
import { formatDuration } from '../domain/typed.ts'

export type Subject = {
  projectId: string | null
  projectName: string | null
  clientName: string | null
  catalogItemId: string | null
  serviceName: string | null
  notes: string | null
}

export type Keep = { keepMinutes?: number; endedAt?: string }

const madeStale = ['/time-entries', '/timesheet'] as const
const nowMs = () => Date.parse(systemClock())

/**
 * My timer and what can be done with it. What is pressed shows at once; the server's answer, or its refusal, replaces it.
 * Each run has an id from here, so a press that travels twice acts once.
 */
export function useTimer() {
  const { data: timer, dataUpdatedAt, isPending } = useRead(contract.readTimer, {}, { staleMs: 60_000 })
  const seconds = () => (timer ? elapsedNow(timer, dataUpdatedAt, nowMs()) : 0)
  return { timer, loading: isPending, receivedMs: dataUpdatedAt, seconds, ...usePresses(timer ?? undefined, seconds) }
}

function usePresses(timer: contract.Timer | undefined, seconds: () => number) {
  const press = usePress()
  const start = useCommand(contract.startTimer, { invalidates: [] })
  const pause = useCommand(contract.pauseTimer, { invalidates: [] })
  const resume = useCommand(contract.resumeTimer, { invalidates: [] })
  const update = useCommand(contract.updateTimer, { invalidates: [] })
  return {
    ...useEndings(timer, press),
    start: (subject: Subject) => {
      const runId = newId()
      return press(newRun(runId, subject), start.run({ runId, ...wire(subject) }), (answer) => answer)
    },
    pause: () => {
      if (!timer) return
      const worked = seconds()
      const next = { ...timer, runningSince: null, accumulatedSeconds: worked, elapsedSeconds: worked }
      return press(next, pause.run({}), (answer) => answer)
    },
    resume: () => timer && press({ ...timer, runningSince: systemClock() }, resume.run({}), (answer) => answer),
    update: (change: Partial<Subject>) => {
      if (!timer) return
      const { projectName: _project, clientName: _client, ...sent } = change
      return press({ ...timer, elapsedSeconds: seconds(), ...change }, update.run(sent), (answer) => answer)
    },
  }
}

/** The ways in which a run ends. */
function useEndings(timer: contract.Timer | undefined, press: ReturnType<typeof usePress>) {
  const go = useGo()
  const switchTo = useCommand(contract.switchTimer, { invalidates: madeStale })
  const stop = useCommand(contract.stopTimer, { invalidates: madeStale })
  const discard = useCommand(contract.discardTimer, { invalidates: [] })
  return {
    switchTo: (subject: Subject) => {
      if (!timer) return
      const newRunId = newId()
      const input = { runId: timer.runId, newRunId, ...wire(subject) }
      return press(newRun(newRunId, subject), switchTo.run(input), (answer) => answer.timer)
    },
    stop: async (keep: Keep = {}) => {
      if (!timer) return
      const entry = await press(null, stop.run({ runId: timer.runId, ...keep }), () => null)
      if (!entry) return
      const where = entry.projectName ? ` on ${entry.projectName}` : ''
      const edit = { label: 'Edit', run: () => go(`/time/list?entry=${entry.id}`) }
      toast.done(`Stopped: ${formatDuration(entry.minutes)}${where}`, edit)
    },
    discard: () => timer && press(null, discard.run({ runId: timer.runId }), () => null),
  }
}

/** Shows what will be, then what is. */
function usePress() {
  const companyId = useCompanyId()
  const queries = useQueryClient()
  const key = keyOf(contract.readTimer, companyId, {})
  const show = async (next: contract.Timer | null) => {
    await queries.cancelQueries({ queryKey: key })
    queries.setQueryData(key, next)
  }
  return async <A>(
    next: contract.Timer | null,
    run: Promise<A | undefined>,
    after: (answer: A) => contract.Timer | null,
  ): Promise<A | undefined> => {
    await show(next)
    const answer = await run
    // `null` is an answer: what was discarded.
    if (answer === undefined) void queries.invalidateQueries({ queryKey: key })
    else await show(after(answer))
    return answer
  }
}

export type UsedTimer = ReturnType<typeof useTimer>

/** Seconds worked at a moment of this machine: what the server counted, and what passed here since. */
export function elapsedNow(timer: contract.Timer, receivedMs: number, at: number): number {
  const since = timer.runningSince === null ? 0 : Math.max(0, at - receivedMs)
  return timer.elapsedSeconds + Math.floor(since / 1000)
}

export function ranLong(seconds: number): boolean {
  return seconds > LONG_MINUTES * 60
}

/** The seconds, counted on while the timer runs. */
export function useElapsed(timer: contract.Timer | null | undefined, receivedMs: number): number {
  const [now, setNow] = useState(nowMs)
  const running = Boolean(timer?.runningSince)
  useEffect(() => {
    setNow(nowMs())
    if (!running) return
    const tick = setInterval(() => setNow(nowMs()), 1000)
    return () => clearInterval(tick)
  }, [running])
  return timer ? elapsedNow(timer, receivedMs, Math.max(now, receivedMs)) : 0
}

function newRun(runId: string, subject: Subject): contract.Timer {
  const at = systemClock()
  return {
    runId,
    clientId: null,
    ...subject,
    startedAt: at,
    runningSince: at,
    accumulatedSeconds: 0,
    elapsedSeconds: 0,
    overLong: false,
    serverTime: at,
  }
}

function wire({ projectId, catalogItemId, serviceName, notes }: Subject) {
  return { projectId, catalogItemId, serviceName, notes }
}
