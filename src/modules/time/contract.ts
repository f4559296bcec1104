import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, optionalText } from '#kernel/text.ts'
import { entryStates } from './domain/entry.ts'
import { MINUTES_MAX } from './domain/rounding.ts'

export type { EntryState } from './domain/entry.ts'

/** What time is for: a project (the client follows from it), one service from the catalog or by a free name, notes. */
const subject = {
  projectId: Id.nullable(),
  catalogItemId: Id.nullable(),
  /** With a catalog item: left out, it brings its own. */
  serviceName: optionalText(200),
  notes: optionalLongText(4000),
}

const blankSubject = {
  projectId: subject.projectId.default(null),
  catalogItemId: subject.catalogItemId.default(null),
  serviceName: subject.serviceName.default(null),
  notes: subject.notes.default(null),
}

const named = {
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  catalogItemId: Id.nullable(),
  serviceName: z.string().nullable(),
  notes: z.string().nullable(),
}

const minutes = z
  .int('Enter whole minutes.')
  .min(0, 'Enter zero or more.')
  .max(MINUTES_MAX, 'One entry can hold at most 31 days.')

export const Timer = z.object({
  /** Of this run; the time entry that it leaves has the same id. */
  runId: Id,
  ...named,
  startedAt: InstantSchema,
  /** Null while it is paused. */
  runningSince: InstantSchema.nullable(),
  /** Worked before `runningSince`. */
  accumulatedSeconds: z.int(),
  /** Worked until `serverTime`. */
  elapsedSeconds: z.int(),
  /** Longer than 12 hours: ask what to keep. */
  overLong: z.boolean(),
  serverTime: InstantSchema,
})
export type Timer = z.output<typeof Timer>

export const TimeEntry = z.object({
  id: Id,
  memberId: Id,
  memberName: z.string(),
  ...named,
  workedOn: PlainDateSchema,
  startedAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  minutes: z.int(),
  billable: z.boolean(),
  state: z.enum(entryStates),
  /** Left by a timer of more than 12 hours that nobody trimmed; must be confirmed before it is approved. */
  overLong: z.boolean(),
  rejectReason: z.string().nullable(),
  approvedBy: Id.nullable(),
  approvedAt: InstantSchema.nullable(),
  /** Per hour, fixed when it was billed; null before, and for those who may not see documents. */
  rateCents: z.number().int().nullable(),
  documentId: Id.nullable(),
  revision: z.int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type TimeEntry = z.output<typeof TimeEntry>

/** Another entry of the same member whose range covers some of the same time. A warning, not a refusal. */
export const Overlap = z.object({
  id: Id,
  projectName: z.string().nullable(),
  startedAt: InstantSchema,
  endedAt: InstantSchema,
})
export const SavedTimeEntry = TimeEntry.extend({ overlaps: z.array(Overlap) })
export type SavedTimeEntry = z.output<typeof SavedTimeEntry>

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

const flag = z.union([z.boolean(), z.stringbool()])

export const listTimeEntries = endpoint({
  method: 'GET',
  path: '/time-entries',
  area: 'company',
  summary: 'Time by day; those who may not approve time get their own',
  input: z.object({
    limit: listInput.limit,
    cursor: listInput.cursor,
    sort: sortBy('-workedOn', 'workedOn'),
    memberId: Id.optional(),
    projectId: Id.optional(),
    clientId: Id.optional(),
    /** `open` is draft, submitted and approved. */
    state: z.enum(['open', ...entryStates]).optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    billable: flag.optional(),
    /** The sums of everything that the filter finds. Void time is not summed. */
    include: z.enum(['totals']).optional(),
  }),
  answer: pageOf(TimeEntry).extend({
    totals: z.object({ minutes: z.int(), billableMinutes: z.int() }).nullable(),
  }),
})

export const readTimeEntry = endpoint({
  method: 'GET',
  path: '/time-entries/:entryId',
  area: 'company',
  summary: 'One time entry, with what it overlaps',
  input: z.object({ entryId: Id }),
  answer: SavedTimeEntry,
})

/** Start and end, or a day and minutes. */
const worked = {
  startedAt: InstantSchema.optional(),
  endedAt: InstantSchema.optional(),
  workedOn: PlainDateSchema.optional(),
  minutes: minutes.optional(),
}

export const createTimeEntry = endpoint({
  method: 'POST',
  path: '/time-entries',
  area: 'company',
  summary: 'Enter my time: start and end, or a day and minutes (default today)',
  input: z.object({
    id: Id.optional(),
    ...blankSubject,
    ...worked,
    /** Left out: yes on hourly projects. */
    billable: z.boolean().optional(),
  }),
  answer: SavedTimeEntry,
  creates: true,
})

export const updateTimeEntry = endpoint({
  method: 'PATCH',
  path: '/time-entries/:entryId',
  area: 'company',
  summary: 'Change a draft of mine; fields that are not sent stay. Changing or confirming its time clears `overLong`',
  input: z.object({
    entryId: Id,
    ...z.object(subject).partial().shape,
    ...worked,
    billable: z.boolean().optional(),
    confirmLong: z.boolean().optional(),
  }),
  answer: SavedTimeEntry,
})

export const deleteTimeEntry = endpoint({
  method: 'DELETE',
  path: '/time-entries/:entryId',
  area: 'company',
  summary: 'Delete a draft of mine',
  input: z.object({ entryId: Id }),
  answer: z.null(),
})

export const restoreTimeEntry = endpoint({
  method: 'POST',
  path: '/time-entries/:entryId/restore',
  area: 'company',
  summary: 'Bring back a draft that I deleted',
  input: z.object({ entryId: Id }),
  answer: TimeEntry,
})

const ids = z.array(Id).min(1, 'Choose at least one.').max(500, 'Choose at most 500 at once.')
const changed = z.object({ items: z.array(TimeEntry) })
const confirmLong = z.boolean().default(false)

export const submitTime = endpoint({
  method: 'POST',
  path: '/time-entries/submit',
  area: 'company',
  summary: 'Submit drafts of mine; without approval in this company they are approved at once',
  input: z.object({ ids, confirmLong }),
  answer: changed,
})

export const approveTime = endpoint({
  method: 'POST',
  path: '/time-entries/approve',
  area: 'company',
  summary: 'Approve submitted time; `confirmLong` says that over-long entries were looked at',
  input: z.object({ ids, confirmLong }),
  answer: changed,
})

export const rejectTime = endpoint({
  method: 'POST',
  path: '/time-entries/reject',
  area: 'company',
  summary: 'Send submitted or approved time back to its owner',
  input: z.object({ ids, reason: optionalLongText(1000).default(null) }),
  answer: changed,
})

export const voidTimeEntry = endpoint({
  method: 'POST',
  path: '/time-entries/:entryId/void',
  area: 'company',
  summary: 'Void time that shall not count; billed time cannot be voided',
  input: z.object({ entryId: Id }),
  answer: TimeEntry,
})

const TimesheetCell = z.object({
  workedOn: PlainDateSchema,
  minutes: z.int(),
  /** In the order in which they were made. */
  entries: z.array(z.object({ id: Id, minutes: z.int(), state: z.enum(entryStates), revision: z.int() })),
})
export const TimesheetRow = z.object({
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  clientName: z.string().nullable(),
  catalogItemId: Id.nullable(),
  serviceName: z.string().nullable(),
  minutes: z.int(),
  /** Days with time, in order. */
  cells: z.array(TimesheetCell),
})
export type TimesheetRow = z.output<typeof TimesheetRow>

export const readTimesheet = endpoint({
  method: 'GET',
  path: '/timesheet',
  area: 'company',
  summary: 'A week of one member, by project and service',
  input: z.object({
    /** Any day of the week; left out: this week. */
    week: PlainDateSchema.optional(),
    /** Left out: mine. */
    memberId: Id.optional(),
  }),
  answer: z.object({
    memberId: Id,
    /** Today in the company. */
    today: PlainDateSchema,
    days: z.array(PlainDateSchema),
    rows: z.array(TimesheetRow),
    dayMinutes: z.array(z.int()),
    minutes: z.int(),
    billableMinutes: z.int(),
    /** Drafts of the week, to be submitted together. */
    draftIds: z.array(Id),
  }),
})
export type Timesheet = z.output<typeof readTimesheet.answer>
