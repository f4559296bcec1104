import { z } from 'zod'
import { frequencies, InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { BillLineInput, linesMax } from './contract-bills.ts'

export const recurringStates = ['active', 'paused', 'ended'] as const
export type RecurringState = (typeof recurringStates)[number]

export const recurringForm = {
  vendorId: Id,
  name: shortText(120, 'Name it, such as "Office rent".'),
  frequency: z.enum(frequencies),
  every: z.number().int().min(1, 'At least 1.').max(99, 'At most 99.'),
  /** For months and years; 31 means the last day. */
  dayOfMonth: z.number().int().min(1, 'A day from 1 to 31.').max(31, 'A day from 1 to 31.').nullable(),
  startsOn: PlainDateSchema,
  endsOn: PlainDateSchema.nullable(),
  dueDays: z.number().int().min(0).max(365, 'Use at most 365 days.'),
  /** Post each bill at once, or leave a draft to look at. */
  posts: z.boolean(),
  notes: optionalLongText(4000),
  lines: z.array(BillLineInput).min(1, 'Add a line.').max(linesMax, `Use at most ${linesMax} lines.`),
}

export const RecurringBill = z.object({
  id: Id,
  vendorId: Id,
  vendorName: z.string(),
  name: z.string(),
  state: z.enum(recurringStates),
  frequency: z.enum(frequencies),
  every: z.int(),
  dayOfMonth: z.int().nullable(),
  startsOn: PlainDateSchema,
  endsOn: PlainDateSchema.nullable(),
  /** Null when there is no further one. */
  nextRunOn: PlainDateSchema.nullable(),
  dueDays: z.int(),
  posts: z.boolean(),
  notes: z.string().nullable(),
  totalCents: z.int(),
  /** Why the last bill was left as a draft although it should have been posted. */
  problem: z.string().nullable(),
  lines: z.array(
    z.object({
      id: Id,
      accountId: Id,
      description: z.string().nullable(),
      quantity: z.string(),
      unitPriceCents: z.int(),
      taxCents: z.int(),
      clientId: Id.nullable(),
      projectId: Id.nullable(),
    }),
  ),
  revision: z.int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type RecurringBill = z.output<typeof RecurringBill>

export const RecurringBillListItem = RecurringBill.omit({ lines: true, notes: true, revision: true })
export type RecurringBillListItem = z.output<typeof RecurringBillListItem>

const recurringBillId = { recurringBillId: Id }

export const listRecurringBills = endpoint({
  method: 'GET',
  path: '/recurring-bills',
  area: 'company',
  summary: 'Bills that come back',
  input: z.object({
    limit: listInput.limit,
    cursor: listInput.cursor,
    sort: sortBy('name', '-name'),
    state: z.enum(recurringStates).optional(),
    vendorId: Id.optional(),
  }),
  answer: pageOf(RecurringBillListItem),
})

export const readRecurringBill = endpoint({
  method: 'GET',
  path: '/recurring-bills/:recurringBillId',
  area: 'company',
  summary: 'One recurring bill',
  input: z.object(recurringBillId),
  answer: RecurringBill,
})

export const createRecurringBill = endpoint({
  method: 'POST',
  path: '/recurring-bills',
  area: 'company',
  summary: 'Have a bill made every so often',
  input: z.object({
    id: Id.optional(),
    ...recurringForm,
    every: recurringForm.every.default(1),
    dayOfMonth: recurringForm.dayOfMonth.default(null),
    endsOn: recurringForm.endsOn.default(null),
    dueDays: recurringForm.dueDays.default(0),
    posts: recurringForm.posts.default(false),
    notes: recurringForm.notes.default(null),
  }),
  answer: RecurringBill,
  creates: true,
})

export const updateRecurringBill = endpoint({
  method: 'PATCH',
  path: '/recurring-bills/:recurringBillId',
  area: 'company',
  summary: 'Change what comes next; bills that were made already stay',
  input: z.object({ ...recurringBillId, ...z.object(recurringForm).partial().shape }),
  answer: RecurringBill,
})

export const pauseRecurringBill = endpoint({
  method: 'POST',
  path: '/recurring-bills/:recurringBillId/pause',
  area: 'company',
  summary: 'Make no bills until it is resumed',
  input: z.object(recurringBillId),
  answer: RecurringBill,
})

export const resumeRecurringBill = endpoint({
  method: 'POST',
  path: '/recurring-bills/:recurringBillId/resume',
  area: 'company',
  summary: 'Go on, from today: what fell into the pause is left out',
  input: z.object(recurringBillId),
  answer: RecurringBill,
})

export const endRecurringBill = endpoint({
  method: 'POST',
  path: '/recurring-bills/:recurringBillId/end',
  area: 'company',
  summary: 'Make no further bills',
  input: z.object(recurringBillId),
  answer: RecurringBill,
})
