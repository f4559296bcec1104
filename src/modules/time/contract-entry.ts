import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { optionalLongText, optionalText } from '#kernel/text.ts'
import { entryStates } from './domain/entry.ts'
import { MINUTES_MAX } from './domain/rounding.ts'

/** What time is for: a project (the client follows from it), one service from the catalog or by a free name, notes. */
export const subject = {
  projectId: Id.nullable(),
  catalogItemId: Id.nullable(),
  /** With a catalog item: left out, it brings its own. */
  serviceName: optionalText(200),
  notes: optionalLongText(4000),
}

export const blankSubject = {
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

export const minutes = z
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
  /** The reader's own. */
  mine: z.boolean(),
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
const Overlap = z.object({
  id: Id,
  projectName: z.string().nullable(),
  startedAt: InstantSchema,
  endedAt: InstantSchema,
})
export const SavedTimeEntry = TimeEntry.extend({ overlaps: z.array(Overlap) })
export type SavedTimeEntry = z.output<typeof SavedTimeEntry>
