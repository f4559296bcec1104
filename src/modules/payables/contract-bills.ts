import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Quantity } from '#kernel/decimal.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents, MAX_DOCUMENT_CENTS } from '#kernel/money.ts'
import { listFormat, listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, optionalText } from '#kernel/text.ts'
import { MediaFile } from '../media/contract.ts'
import { billStates } from './domain/bill.ts'

export const linesMax = 200
const tooLarge = 'That is more than one bill can hold.'
const billCents = Cents.min(-MAX_DOCUMENT_CENTS, tooLarge).max(MAX_DOCUMENT_CENTS, tooLarge)

/** A line as the editor sends it. */
export const BillLineInput = z.strictObject({
  id: Id.optional(),
  /** The expense account that it costs. */
  accountId: z.uuid('Choose an expense account.').toLowerCase(),
  description: optionalText(500).default(null),
  quantity: Quantity.default('1'),
  /** Negative for what the vendor takes off. */
  unitPriceCents: billCents,
  /** As the bill says it; it is part of what the line costs. */
  taxCents: billCents.default(0),
  clientId: Id.nullable().default(null),
  projectId: Id.nullable().default(null),
})
export type BillLineInput = z.output<typeof BillLineInput>

export const BillLine = z.object({
  id: Id,
  accountId: Id,
  description: z.string().nullable(),
  quantity: z.string(),
  unitPriceCents: z.int(),
  subtotalCents: z.int(),
  taxCents: z.int(),
  clientId: Id.nullable(),
  projectId: Id.nullable(),
})
export type BillLine = z.output<typeof BillLine>

/** `overdue` and `reopened` (paid, and owing again after a reversal) are derived; the rest are the stored states. */
export const displayStates = [...billStates, 'overdue', 'reopened'] as const

/** Another bill of the vendor with the same number: a warning, never a refusal. */
export const SameNumber = z.object({
  id: Id,
  state: z.enum(billStates),
  billedOn: PlainDateSchema,
  totalCents: z.int(),
})
export type SameNumber = z.output<typeof SameNumber>

/** The bill itself, as every command answers it. */
export const Bill = z.object({
  id: Id,
  vendorId: Id,
  vendorName: z.string(),
  state: z.enum(billStates),
  displayState: z.enum(displayStates),
  /** What the vendor calls it. */
  number: z.string().nullable(),
  billedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  notes: z.string().nullable(),
  subtotalCents: z.int(),
  taxCents: z.int(),
  totalCents: z.int(),
  balanceDueCents: z.int(),
  bookedOn: PlainDateSchema.nullable(),
  voidedOn: PlainDateSchema.nullable(),
  postedAt: InstantSchema.nullable(),
  paidAt: InstantSchema.nullable(),
  recurringBillId: Id.nullable(),
  lines: z.array(BillLine),
  sameNumber: z.array(SameNumber),
  revision: z.int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type Bill = z.output<typeof Bill>

/** An entry in the books, who posted it, and in which request. */
export const BillEntry = z.object({
  entryId: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  postedAt: InstantSchema,
  postedByName: z.string().nullable(),
  requestId: z.string().nullable(),
  lines: z.array(
    z.object({
      accountId: Id,
      accountCode: z.string(),
      accountName: z.string(),
      debitCents: z.int(),
      creditCents: z.int(),
    }),
  ),
})
export type BillEntry = z.output<typeof BillEntry>

/** A part of a payment that this bill got. */
export const PaymentOfBill = z.object({
  paymentId: Id,
  paidOn: PlainDateSchema,
  amountCents: z.int(),
  accountName: z.string(),
  reference: z.string().nullable(),
  reversedOn: PlainDateSchema.nullable(),
})
export type PaymentOfBill = z.output<typeof PaymentOfBill>

export const BillDetail = Bill.extend({
  lines: z.array(
    BillLine.extend({
      accountCode: z.string(),
      accountName: z.string(),
      clientName: z.string().nullable(),
      projectName: z.string().nullable(),
    }),
  ),
  recurringBillName: z.string().nullable(),
  payments: z.array(PaymentOfBill),
  attachments: z.array(MediaFile),
  entries: z.array(BillEntry),
})
export type BillDetail = z.output<typeof BillDetail>

export const BillListItem = z.object({
  id: Id,
  vendorId: Id,
  vendorName: z.string(),
  number: z.string().nullable(),
  state: z.enum(billStates),
  displayState: z.enum(displayStates),
  billedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  totalCents: z.int(),
  balanceDueCents: z.int(),
})
export type BillListItem = z.output<typeof BillListItem>

/** Beside the stored states: `open` owes something, `overdue` owes it too long. */
export const billFilters = ['open', 'overdue', ...billStates] as const

const billId = { billId: Id }

export const billForm = {
  vendorId: Id,
  number: optionalText(80),
  billedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  notes: optionalLongText(4000),
  lines: z.array(BillLineInput).max(linesMax, `Use at most ${linesMax} lines.`),
}

export const listBills = endpoint({
  method: 'GET',
  path: '/bills',
  area: 'company',
  summary: 'Bills of vendors; `q` finds numbers and vendor names',
  input: z.object({
    ...listInput,
    sort: sortBy('-billed', 'billed', 'due', '-due', 'total', '-total'),
    state: z.enum(billFilters).optional(),
    vendorId: Id.optional(),
    recurringBillId: Id.optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    format: listFormat,
  }),
  answer: pageOf(BillListItem),
  files: ['text/csv'],
})

export const readBill = endpoint({
  method: 'GET',
  path: '/bills/:billId',
  area: 'company',
  summary: 'One bill with its lines, payments, files and journal entries',
  input: z.object(billId),
  answer: BillDetail,
})

export const findSameNumber = endpoint({
  method: 'GET',
  path: '/vendors/:vendorId/bills-numbered',
  area: 'company',
  summary: 'Bills of a vendor that have this number already',
  input: z.object({ vendorId: Id, number: z.string().trim().min(1).max(80), exceptId: z.uuid().optional() }),
  answer: z.object({ items: z.array(SameNumber), nextCursor: z.null() }),
})

export const createBill = endpoint({
  method: 'POST',
  path: '/bills',
  area: 'company',
  summary: 'Draft a bill; dates that are not sent are today and the terms of the vendor',
  input: z.object({
    id: Id.optional(),
    vendorId: billForm.vendorId,
    number: billForm.number.default(null),
    billedOn: billForm.billedOn.optional(),
    dueOn: billForm.dueOn.optional(),
    notes: billForm.notes.default(null),
    lines: billForm.lines.default([]),
  }),
  answer: Bill,
  creates: true,
  money: true,
})

export const updateBill = endpoint({
  method: 'PATCH',
  path: '/bills/:billId',
  area: 'company',
  summary: 'Change a draft; fields that are not sent stay, lines are replaced whole',
  input: z.object({ ...billId, ...z.object(billForm).partial().shape }),
  answer: Bill,
})

export const updateBillNotes = endpoint({
  method: 'PUT',
  path: '/bills/:billId/notes',
  area: 'company',
  summary: 'Change the notes, at any time',
  input: z.object({ ...billId, notes: billForm.notes }),
  answer: Bill,
})

export const deleteBill = endpoint({
  method: 'DELETE',
  path: '/bills/:billId',
  area: 'company',
  summary: 'Delete a draft',
  input: z.object(billId),
  answer: z.null(),
})

export const postBill = endpoint({
  method: 'POST',
  path: '/bills/:billId/post',
  area: 'company',
  summary: 'Post a bill into the books; from now on it only changes by payments',
  input: z.object({
    ...billId,
    /** The day of the journal entry. Default: the date of the bill. */
    bookedOn: PlainDateSchema.optional(),
  }),
  answer: Bill,
  money: true,
})

export const voidBill = endpoint({
  method: 'POST',
  path: '/bills/:billId/void',
  area: 'company',
  summary: 'Void a bill without payments by the exact reversal of its entry',
  input: z.object({
    ...billId,
    /** Default: today, or the day it was booked when that lies ahead. */
    voidedOn: PlainDateSchema.optional(),
  }),
  answer: Bill,
  money: true,
})

export const attachBillFile = endpoint({
  method: 'POST',
  path: '/bills/:billId/attachments',
  area: 'company',
  summary: 'Attach a file that was uploaded to /media',
  input: z.object({ ...billId, mediaId: Id }),
  answer: MediaFile,
  creates: true,
})

export const readBillFile = endpoint({
  method: 'GET',
  path: '/bills/:billId/attachments/:mediaId',
  area: 'company',
  summary: 'The content of an attached file',
  input: z.object({ ...billId, mediaId: Id }),
  answer: z.any(),
  files: ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'application/pdf'],
})

export const removeBillFile = endpoint({
  method: 'DELETE',
  path: '/bills/:billId/attachments/:mediaId',
  area: 'company',
  summary: 'Remove a file from a draft',
  input: z.object({ ...billId, mediaId: Id }),
  answer: z.null(),
})
