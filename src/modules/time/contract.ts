import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText } from '#kernel/text.ts'
import { blankSubject, minutes, SavedTimeEntry, subject, TimeEntry } from './contract-entry.ts'
import { entryStates } from './domain/entry.ts'

export type { SavedTimeEntry, TimeEntry, Timer } from './contract-entry.ts'
export * from './contract-timer.ts'

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

/** What could be billed now, oldest first, at most 2000; amounts are what an invoice line per entry would say. */
export const listUnbilledTime = endpoint({
  method: 'GET',
  path: '/time-entries/unbilled',
  area: 'company',
  summary: "A client's approved billable time that is on no invoice, at today's rates",
  input: z.object({ clientId: Id, projectId: Id.optional(), upTo: PlainDateSchema.optional() }),
  answer: z.object({
    items: z.array(
      z.object({
        id: Id,
        memberId: Id,
        memberName: z.string(),
        projectId: Id.nullable(),
        projectName: z.string().nullable(),
        catalogItemId: Id.nullable(),
        serviceName: z.string().nullable(),
        workedOn: PlainDateSchema,
        minutes: z.int(),
        /** As the quantity of a line: up to 4 decimals. */
        hours: z.string(),
        notes: z.string().nullable(),
        /** Null when neither project, service nor member has a rate: such time cannot be billed yet. */
        rateCents: z.number().int().nullable(),
        amountCents: z.number().int(),
      }),
    ),
    minutes: z.int(),
    amountCents: z.number().int(),
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
    memberName: z.string(),
    /** The reader's own. */
    mine: z.boolean(),
    /** Today in the company. */
    today: PlainDateSchema,
    days: z.array(PlainDateSchema),
    rows: z.array(TimesheetRow),
    dayMinutes: z.array(z.int()),
    minutes: z.int(),
    billableMinutes: z.int(),
    /** Drafts of the week, to be submitted together. */
    drafts: z.array(z.object({ id: Id, overLong: z.boolean() })),
  }),
})
export type Timesheet = z.output<typeof readTimesheet.answer>
