import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, PositiveCents } from '#kernel/money.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { optionalLongText, optionalText } from '#kernel/text.ts'
import { BillEntry } from './contract-bills.ts'

const amount = PositiveCents.max(MAX_DOCUMENT_CENTS, 'One payment can be at most 999,999,999.99.')

export const BillAllocation = z.object({
  billId: Id,
  billNumber: z.string().nullable(),
  billedOn: PlainDateSchema,
  amountCents: z.int(),
})

export const BillPayment = z.object({
  id: Id,
  vendorId: Id,
  vendorName: z.string(),
  paidOn: PlainDateSchema,
  amountCents: z.int(),
  /** Where the money came from. */
  accountId: Id,
  accountCode: z.string(),
  accountName: z.string(),
  reference: z.string().nullable(),
  notes: z.string().nullable(),
  state: z.enum(['paid', 'reversed']),
  reversal: z
    .object({ id: Id, reversedOn: PlainDateSchema, reason: z.string().nullable(), createdAt: InstantSchema })
    .nullable(),
  bills: z.array(BillAllocation),
  createdAt: InstantSchema,
})
export type BillPayment = z.output<typeof BillPayment>

export const BillPaymentDetail = BillPayment.extend({ entries: z.array(BillEntry) })

/** How a bill is paid; the same for one and for several. */
const paying = {
  /** Today in the company when left out; never later than that. */
  paidOn: PlainDateSchema.optional(),
  /** Cash when left out; any account that no document controls. */
  accountId: Id.nullable().default(null),
  reference: optionalText(200).default(null),
  notes: optionalLongText(4000).default(null),
}

export const payBill = endpoint({
  method: 'POST',
  path: '/bills/:billId/payments',
  area: 'company',
  summary: 'Pay a bill, or a part of it',
  input: z.object({ billId: Id, id: Id.optional(), amountCents: amount, ...paying }),
  answer: BillPayment,
  money: true,
  creates: true,
})

export const payBills = endpoint({
  method: 'POST',
  path: '/bill-payments',
  area: 'company',
  summary: 'Pay several bills of one vendor at once',
  input: z.object({
    id: Id.optional(),
    vendorId: Id,
    allocations: z
      .array(z.strictObject({ billId: Id, amountCents: amount }))
      .min(1, 'Choose a bill to pay.')
      .max(200, 'One payment can pay at most 200 bills.'),
    ...paying,
  }),
  answer: BillPayment,
  money: true,
  creates: true,
})

export const listBillPayments = endpoint({
  method: 'GET',
  path: '/bill-payments',
  area: 'company',
  summary: 'What was paid to vendors, latest first',
  input: z.object({
    limit: listInput.limit,
    cursor: listInput.cursor,
    vendorId: Id.optional(),
    billId: Id.optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
  }),
  answer: pageOf(BillPayment),
})

export const readBillPayment = endpoint({
  method: 'GET',
  path: '/bill-payments/:billPaymentId',
  area: 'company',
  summary: 'One payment to a vendor, with its journal entries',
  input: z.object({ billPaymentId: Id }),
  answer: BillPaymentDetail,
})

export const reverseBillPayment = endpoint({
  method: 'POST',
  path: '/bill-payments/:billPaymentId/reversal',
  area: 'company',
  summary: 'Undo a payment that never left: its bills are open again',
  input: z.object({
    billPaymentId: Id,
    id: Id.optional(),
    /** Today in the company when left out; never later than that. */
    reversedOn: PlainDateSchema.optional(),
    reason: optionalText(500).default(null),
  }),
  answer: BillPayment,
  money: true,
  creates: true,
})
