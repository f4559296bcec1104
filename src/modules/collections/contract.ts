import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Percentage } from '#kernel/decimal.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, PositiveCents } from '#kernel/money.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { longText, optionalLongText, shortText } from '#kernel/text.ts'
import { InvoiceDocument } from '../documents/contract.ts'

export * from './contract-failed.ts'
export * from './contract-shared.ts'
export * from './contract-statement.ts'

const days = (min: number, max: number) =>
  z.number('Enter a number of days.').int('Enter whole days.').min(min, `At least ${min}.`).max(max, `At most ${max}.`)

/** `{client}`, `{number}`, `{amount}`, `{due}` and `{company}` are filled in. */
export const ReminderRule = z.object({
  id: Id.optional(),
  /** Days after the due date; before it when negative. */
  offsetDays: days(-90, 365),
  subject: shortText(200, 'Enter a subject.'),
  message: longText(4000).min(1, 'Enter a message.'),
})
export type ReminderRule = z.output<typeof ReminderRule>

const LateFee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('percent'), percent: Percentage }),
  z.strictObject({ kind: z.literal('fixed'), cents: PositiveCents.max(MAX_DOCUMENT_CENTS, 'That is too much.') }),
])

const settings = {
  remindersOn: z.boolean(),
  rules: z.array(ReminderRule).max(10, 'Use at most 10 reminders.'),
  statementsMonthly: z.boolean(),
  lateFee: LateFee,
  lateFeeGraceDays: days(0, 365),
  lateFeeRepeat: z.enum(['once', 'monthly']),
  /** Sends the invoice with the fee; otherwise it waits as a draft. */
  lateFeeSend: z.boolean(),
}

export const CollectionSettings = z.object({ ...settings, revision: z.int() })
export type CollectionSettings = z.output<typeof CollectionSettings>

export const readCollectionSettings = endpoint({
  method: 'GET',
  path: '/collection-settings',
  area: 'company',
  summary: 'Reminders, monthly statements and late fees; everything is off at first, with texts to start from',
  input: z.object({}),
  answer: CollectionSettings,
})

export const updateCollectionSettings = endpoint({
  method: 'PUT',
  path: '/collection-settings',
  area: 'company',
  summary: 'Change reminders, monthly statements and late fees',
  input: z.object(settings),
  answer: CollectionSettings,
})

const invoiceId = { invoiceId: Id }

export const Reminder = z.object({
  id: Id,
  toEmail: z.string(),
  subject: z.string(),
  amountCents: z.int(),
  byHand: z.boolean(),
  state: z.enum(['queued', 'sent', 'failed']),
  error: z.string().nullable(),
  createdAt: InstantSchema,
  finishedAt: InstantSchema.nullable(),
})
export type Reminder = z.output<typeof Reminder>

export const InvoiceFollowUp = z.object({
  muted: z.boolean(),
  remindersOn: z.boolean(),
  /** What is due once the client's unused credit is put on its oldest invoices. */
  netDueCents: z.int(),
  overdue: z.boolean(),
  clientEmail: z.string().nullable(),
  /** The day of the next reminder, when one will go by itself. */
  nextReminderOn: PlainDateSchema.nullable(),
  reminders: z.array(Reminder),
  /** What a late fee would be now; null when none can be charged. */
  lateFeeCents: z.int().nullable(),
  lateFees: z.array(
    z.object({
      invoiceId: Id,
      periodOn: PlainDateSchema,
      number: z.string().nullable(),
      state: z.string(),
      totalCents: z.int(),
    }),
  ),
})
export type InvoiceFollowUp = z.output<typeof InvoiceFollowUp>

export const readInvoiceFollowUp = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/follow-up',
  area: 'company',
  summary: 'What was done to have an invoice paid, and what comes next',
  input: z.object(invoiceId),
  answer: InvoiceFollowUp,
})

export const remindOfInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/reminders',
  area: 'company',
  summary: 'Remind the client of an invoice now',
  input: z.object({ ...invoiceId, message: optionalLongText(4000).default(null) }),
  answer: Reminder,
  creates: true,
})

export const muteReminders = endpoint({
  method: 'PUT',
  path: '/invoices/:invoiceId/reminder-mute',
  area: 'company',
  summary: 'Send no reminders of this invoice by itself, or again',
  input: z.object({ ...invoiceId, muted: z.boolean() }),
  answer: z.object({ muted: z.boolean() }),
})

/** Once per invoice and period. The fee is an invoice of its own; its first line names the one that is late. */
export const chargeLateFee = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/late-fees',
  area: 'company',
  summary: 'Charge the late fee that is due on an invoice',
  input: z.object(invoiceId),
  answer: InvoiceDocument,
  creates: true,
  money: true,
})

export const CollectionNote = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  /** What the client owes now. */
  outstandingCents: z.int(),
  body: z.string(),
  followUpOn: PlainDateSchema.nullable(),
  doneAt: InstantSchema.nullable(),
  authorName: z.string(),
  createdAt: InstantSchema,
  revision: z.int(),
})
export type CollectionNote = z.output<typeof CollectionNote>

/** By `followUpOn`: the open ones with a day, the queue. By `-createdAt`: all, latest first. */
export const listCollectionNotes = endpoint({
  method: 'GET',
  path: '/collection-notes',
  area: 'company',
  summary: 'Notes on clients, and the queue of follow-ups',
  input: z.object({
    limit: listInput.limit,
    cursor: listInput.cursor,
    sort: sortBy('followUpOn', '-createdAt'),
    clientId: Id.optional(),
    /** Follow-ups up to this day. */
    until: PlainDateSchema.optional(),
  }),
  answer: pageOf(CollectionNote),
})

const noteForm = {
  body: longText(4000).min(1, 'Write a note.'),
  followUpOn: PlainDateSchema.nullable(),
}

export const createCollectionNote = endpoint({
  method: 'POST',
  path: '/collection-notes',
  area: 'company',
  summary: 'Note something about a client, perhaps with a day to follow up',
  input: z.object({ id: Id.optional(), clientId: Id, ...noteForm, followUpOn: noteForm.followUpOn.default(null) }),
  answer: CollectionNote,
  creates: true,
})

export const updateCollectionNote = endpoint({
  method: 'PATCH',
  path: '/collection-notes/:noteId',
  area: 'company',
  summary: 'Change a note, put its follow-up off, or tick it off',
  input: z.object({ noteId: Id, ...z.object(noteForm).partial().shape, done: z.boolean().optional() }),
  answer: CollectionNote,
})

export const deleteCollectionNote = endpoint({
  method: 'DELETE',
  path: '/collection-notes/:noteId',
  area: 'company',
  summary: 'Delete a note',
  input: z.object({ noteId: Id }),
  answer: z.null(),
})
