import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { invoiceStates } from './domain/invoice.ts'

const ExplainedEntry = z.object({
  id: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  sourceId: Id,
  reversesEntryId: Id.nullable(),
  postedAt: InstantSchema,
  actorName: z.string().nullable(),
  requestId: z.string().nullable(),
  lines: z.array(
    z.object({ accountCode: z.string(), accountName: z.string(), debitCents: z.int(), creditCents: z.int() }),
  ),
})

/** Everything that the balance of an invoice comes from. */
export const Explained = z.object({
  invoiceId: Id,
  number: z.string().nullable(),
  state: z.enum(invoiceStates),
  totalCents: z.int(),
  /** Allocated from payments, less what refunds and reversals took back. */
  paymentsCents: z.int(),
  creditNotesCents: z.int(),
  creditApplicationsCents: z.int(),
  writeOffsCents: z.int(),
  storedBalanceCents: z.int(),
  computedBalanceCents: z.int(),
  agrees: z.boolean(),
  payments: z.array(
    z.object({ paymentId: Id, receivedOn: PlainDateSchema, amountCents: z.int(), refundedCents: z.int() }),
  ),
  applications: z.array(
    z.object({
      applicationId: Id,
      appliedOn: PlainDateSchema,
      amountCents: z.int(),
      /** Undone on that day: it counts no more. */
      reversedOn: PlainDateSchema.nullable(),
    }),
  ),
  creditNotes: z.array(
    z.object({
      creditNoteId: Id,
      number: z.string(),
      issuedOn: PlainDateSchema,
      totalCents: z.int(),
      /** What of it the invoice owes less; the rest became client credit. */
      appliedCents: z.int(),
      reversedOn: PlainDateSchema.nullable(),
    }),
  ),
  writeOffs: z.array(
    z.object({
      writeOffId: Id,
      writtenOffOn: PlainDateSchema,
      amountCents: z.int(),
      reason: z.string(),
      reversedOn: PlainDateSchema.nullable(),
    }),
  ),
  entries: z.array(ExplainedEntry),
})
export type Explained = z.output<typeof Explained>
