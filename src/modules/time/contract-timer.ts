import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { blankSubject, minutes, SavedTimeEntry, subject, TimeEntry, Timer } from './contract-entry.ts'

const run = { runId: Id.optional() }
/** What to keep of a run: minutes of work, or the work until a moment. Without both: all of it. */
const keep = { keepMinutes: minutes.optional(), endedAt: InstantSchema.optional() }

export const readTimer = endpoint({
  method: 'GET',
  path: '/timer',
  area: 'company',
  summary: 'My timer, or null',
  input: z.object({}),
  answer: Timer.nullable(),
})

export const startTimer = endpoint({
  method: 'POST',
  path: '/timer/start',
  area: 'company',
  summary: 'Start my timer; one that runs already is answered and left alone',
  input: z.object({ ...run, ...blankSubject }),
  answer: Timer,
})

export const updateTimer = endpoint({
  method: 'PATCH',
  path: '/timer',
  area: 'company',
  summary: 'Change what the running timer is for',
  input: z.object(subject).partial(),
  answer: Timer,
})

export const pauseTimer = endpoint({
  method: 'POST',
  path: '/timer/pause',
  area: 'company',
  summary: 'Pause my timer',
  input: z.object({}),
  answer: Timer,
})

export const resumeTimer = endpoint({
  method: 'POST',
  path: '/timer/resume',
  area: 'company',
  summary: 'Resume my timer',
  input: z.object({}),
  answer: Timer,
})

/** `runId` is the run to end: pressed twice, the second time finds the new run and changes nothing. */
export const switchTimer = endpoint({
  method: 'POST',
  path: '/timer/switch',
  area: 'company',
  summary: 'Stop the run into a draft entry and start another at the same moment',
  input: z.object({ ...run, newRunId: Id.optional(), ...keep, ...blankSubject }),
  answer: z.object({ timer: Timer, entry: TimeEntry.nullable() }),
})

/** With `runId`, pressing again answers the entry that the first press made. */
export const stopTimer = endpoint({
  method: 'POST',
  path: '/timer/stop',
  area: 'company',
  summary: 'Stop my timer: the run becomes one draft entry with the same id',
  input: z.object({ ...run, ...keep }),
  answer: SavedTimeEntry,
})

export const discardTimer = endpoint({
  method: 'POST',
  path: '/timer/discard',
  area: 'company',
  summary: 'Throw the run away',
  input: z.object(run),
  answer: z.null(),
})
