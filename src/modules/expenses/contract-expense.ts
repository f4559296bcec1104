import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { MarkupPercentage } from '#kernel/decimal.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, NonNegativeCents, PositiveCents } from '#kernel/money.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { MediaFile } from '#modules/media/contract.ts'
import { expenseStates, payers } from './domain/expense.ts'

/** What a person says about an expense; names of merchants are remembered with their last category. */
export const said = {
  merchantName: shortText(200, 'Name the merchant.'),
  categoryId: Id,
  spentOn: PlainDateSchema,
  /** What was paid, tax included. */
  amountCents: PositiveCents.max(MAX_DOCUMENT_CENTS, 'An expense can be at most 999,999,999.99.'),
  /** How much of it was tax; for the record, it is posted with the rest. */
  taxCents: NonNegativeCents,
  projectId: Id.nullable(),
  /** Follows from the project when there is one. */
  clientId: Id.nullable(),
  billable: z.boolean(),
  markupPercent: MarkupPercentage,
  paidBy: z.enum(payers),
  /** From which account the company paid; null is Cash. */
  payingAccountId: Id.nullable(),
  notes: optionalLongText(4000),
}

/** What an expense starts with where nothing is said. */
export const unsaid = {
  ...said,
  spentOn: said.spentOn.optional(),
  taxCents: said.taxCents.default(0),
  projectId: said.projectId.default(null),
  clientId: said.clientId.default(null),
  billable: said.billable.default(false),
  markupPercent: said.markupPercent.default('0'),
  paidBy: said.paidBy.default('company'),
  payingAccountId: said.payingAccountId.default(null),
  notes: said.notes.default(null),
}

export const Expense = z.object({
  id: Id,
  memberId: Id,
  memberName: z.string(),
  /** The reader's own. */
  mine: z.boolean(),
  merchantId: Id,
  merchantName: z.string(),
  categoryId: Id,
  categoryName: z.string(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  spentOn: PlainDateSchema,
  amountCents: z.number().int(),
  taxCents: z.number().int(),
  billable: z.boolean(),
  markupPercent: z.string(),
  /** With its markup: what the client is or was charged. */
  billableCents: z.number().int(),
  paidBy: z.enum(payers),
  payingAccountId: Id.nullable(),
  notes: z.string().nullable(),
  state: z.enum(expenseStates),
  rejectReason: z.string().nullable(),
  approvedAt: InstantSchema.nullable(),
  /** The day on which it stands in the books. */
  postedOn: PlainDateSchema.nullable(),
  reimbursementId: Id.nullable(),
  voidedOn: PlainDateSchema.nullable(),
  voidReason: z.string().nullable(),
  /** The invoice that charges it on. */
  documentId: Id.nullable(),
  receiptCount: z.int(),
  revision: z.int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type Expense = z.output<typeof Expense>

/** An entry in the books that this expense made. */
export const ExpenseEntry = z.object({
  entryId: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  lines: z.array(
    z.object({
      accountId: Id,
      accountCode: z.string(),
      accountName: z.string(),
      debitCents: z.number().int(),
      creditCents: z.number().int(),
    }),
  ),
})
export type ExpenseEntry = z.output<typeof ExpenseEntry>

export const ExpenseDetail = z.object({
  ...Expense.shape,
  receipts: z.array(MediaFile),
  /** "Cash", or the account that the company paid from; null when a member paid. */
  payingAccountName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  reimbursement: z.object({ id: Id, paidOn: PlainDateSchema, amountCents: z.number().int() }).nullable(),
  /** Empty for those who may not see the books. */
  entries: z.array(ExpenseEntry),
})
export type ExpenseDetail = z.output<typeof ExpenseDetail>

/** One act of paying a member back. */
export const Reimbursement = z.object({
  id: Id,
  memberId: Id,
  memberName: z.string(),
  paidOn: PlainDateSchema,
  accountId: Id,
  accountName: z.string(),
  amountCents: z.number().int(),
  expenses: z.array(
    z.object({ id: Id, merchantName: z.string(), spentOn: PlainDateSchema, amountCents: z.number().int() }),
  ),
  reversal: z.object({ id: Id, reversedOn: PlainDateSchema, reason: z.string().nullable() }).nullable(),
  createdAt: InstantSchema,
})
export type Reimbursement = z.output<typeof Reimbursement>
