import { z } from 'zod'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listFormat, listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, optionalText } from '#kernel/text.ts'
import { MediaFile } from '#modules/media/contract.ts'
import { Expense, ExpenseDetail, Reimbursement, said, unsaid } from './contract-expense.ts'
import { expenseStates } from './domain/expense.ts'

export * from './contract-category.ts'
export type { Expense, ExpenseDetail, ExpenseEntry, Reimbursement } from './contract-expense.ts'

const flag = z.union([z.boolean(), z.stringbool()])
const expenseId = { expenseId: Id }

export const listExpenses = endpoint({
  method: 'GET',
  path: '/expenses',
  area: 'company',
  summary: 'Expenses, latest first; those who may not see all get their own',
  input: z.object({
    ...listInput,
    sort: sortBy('-spentOn', 'spentOn', '-amountCents', 'amountCents'),
    /** One or several, with commas between them. */
    state: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(expenseStates)))
      .optional(),
    memberId: Id.optional(),
    categoryId: Id.optional(),
    merchantId: Id.optional(),
    projectId: Id.optional(),
    clientId: Id.optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    /** Approved, paid by a member and not paid back. */
    owed: flag.optional(),
    /** Billable and on no invoice. */
    unbilled: flag.optional(),
    /** What everything that the filter finds comes to, void left out. */
    include: z.enum(['totals']).optional(),
    format: listFormat,
  }),
  answer: pageOf(Expense).extend({
    totals: z.object({ count: z.int(), amountCents: z.number().int() }).nullable(),
  }),
  files: ['text/csv'],
})

/** With `mediaIds`: files that were uploaded before, as its receipts. */
export const createExpense = endpoint({
  method: 'POST',
  path: '/expenses',
  area: 'company',
  summary: 'Enter an expense of mine (default: today, paid by the company from Cash)',
  input: z.object({ id: Id.optional(), ...unsaid, mediaIds: z.array(Id).max(20, 'Use at most 20 files.').default([]) }),
  answer: ExpenseDetail,
  creates: true,
})

export const listOwed = endpoint({
  method: 'GET',
  path: '/expenses/owed',
  area: 'company',
  summary: 'What the company owes its members for expenses, member by member',
  input: z.object({}),
  answer: z.object({
    items: z.array(z.object({ memberId: Id, memberName: z.string(), count: z.int(), amountCents: z.number().int() })),
  }),
})

const choice = z.array(z.object({ id: Id, code: z.string(), name: z.string(), systemKey: z.string().nullable() }))

export const listExpenseAccounts = endpoint({
  method: 'GET',
  path: '/expenses/accounts',
  area: 'company',
  summary: 'The accounts that can pay for expenses, and those that expenses can be posted to',
  input: z.object({}),
  answer: z.object({ paying: choice, expense: choice }),
})

/** What could be billed now, oldest first, at most 2000; amounts are with markup. */
export const listUnbilledExpenses = endpoint({
  method: 'GET',
  path: '/expenses/unbilled',
  area: 'company',
  summary: "A client's approved billable expenses that are on no invoice",
  input: z.object({ clientId: Id, projectId: Id.optional(), upTo: PlainDateSchema.optional() }),
  answer: z.object({
    items: z.array(
      z.object({
        id: Id,
        spentOn: PlainDateSchema,
        merchantName: z.string(),
        categoryName: z.string(),
        memberName: z.string(),
        projectId: Id.nullable(),
        projectName: z.string().nullable(),
        notes: z.string().nullable(),
        amountCents: z.number().int(),
        markupPercent: z.string(),
        billableCents: z.number().int(),
      }),
    ),
    billableCents: z.number().int(),
  }),
})

export const readExpense = endpoint({
  method: 'GET',
  path: '/expenses/:expenseId',
  area: 'company',
  summary: 'One expense, with its receipts and what it did in the books',
  input: z.object(expenseId),
  answer: ExpenseDetail,
})

export const updateExpense = endpoint({
  method: 'PATCH',
  path: '/expenses/:expenseId',
  area: 'company',
  summary: 'Change a draft of mine; fields that are not sent stay',
  input: z.object({ ...expenseId, ...z.object(said).partial().shape }),
  answer: ExpenseDetail,
})

export const deleteExpense = endpoint({
  method: 'DELETE',
  path: '/expenses/:expenseId',
  area: 'company',
  summary: 'Delete a draft of mine',
  input: z.object(expenseId),
  answer: z.null(),
})

const ids = z.array(Id).min(1, 'Choose at least one.').max(200, 'Choose at most 200 at once.')
const changed = z.object({ items: z.array(Expense) })
/** Without it each stands in the books on its own day; needed where the books are locked by now. */
const postedOn = PlainDateSchema.optional()

export const submitExpenses = endpoint({
  method: 'POST',
  path: '/expenses/submit',
  area: 'company',
  summary: 'Submit drafts of mine; without approval in this company they are approved and posted at once',
  input: z.object({ ids, postedOn }),
  answer: changed,
  money: true,
})

export const approveExpenses = endpoint({
  method: 'POST',
  path: '/expenses/approve',
  area: 'company',
  summary: 'Approve submitted expenses and post them',
  input: z.object({ ids, postedOn }),
  answer: changed,
  money: true,
})

export const rejectExpenses = endpoint({
  method: 'POST',
  path: '/expenses/reject',
  area: 'company',
  summary: 'Send submitted expenses back to their owners',
  input: z.object({ ids, reason: optionalLongText(1000).default(null) }),
  answer: changed,
})

export const reimburseExpenses = endpoint({
  method: 'POST',
  path: '/expenses/reimburse',
  area: 'company',
  summary: 'Pay a member back for approved expenses, in one act',
  input: z.object({
    id: Id.optional(),
    ids,
    /** Default today. */
    paidOn: PlainDateSchema.optional(),
    /** Where the money comes from; null is Cash. */
    payingAccountId: Id.nullable().default(null),
  }),
  answer: Reimbursement,
  creates: true,
  money: true,
})

export const readReimbursement = endpoint({
  method: 'GET',
  path: '/expenses/reimbursements/:reimbursementId',
  area: 'company',
  summary: 'One act of paying a member back',
  input: z.object({ reimbursementId: Id }),
  answer: Reimbursement,
})

export const reverseReimbursement = endpoint({
  method: 'POST',
  path: '/expenses/reimbursements/:reimbursementId/reversal',
  area: 'company',
  summary: 'Undo paying a member back: its expenses are owed again',
  input: z.object({
    reimbursementId: Id,
    id: Id.optional(),
    reversedOn: PlainDateSchema.optional(),
    reason: optionalText(500).default(null),
  }),
  answer: Reimbursement,
  money: true,
})

export const voidExpense = endpoint({
  method: 'POST',
  path: '/expenses/:expenseId/void',
  area: 'company',
  summary: 'Void an approved expense: the books get the exact reversal',
  input: z.object({ ...expenseId, voidedOn: PlainDateSchema.optional(), reason: optionalText(500).default(null) }),
  answer: ExpenseDetail,
  money: true,
})

export const addReceipt = endpoint({
  method: 'POST',
  path: '/expenses/:expenseId/receipts',
  area: 'company',
  summary: 'Attach an uploaded file to an expense',
  input: z.object({ ...expenseId, mediaId: Id }),
  answer: MediaFile,
  creates: true,
})

export const readReceipt = endpoint({
  method: 'GET',
  path: '/expenses/:expenseId/receipts/:mediaId',
  area: 'company',
  summary: 'The content of a receipt; `download` saves it instead of showing it',
  input: z.object({ ...expenseId, mediaId: Id, download: flag.default(false) }),
  answer: z.null(),
  files: ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'application/pdf'],
})

export const removeReceipt = endpoint({
  method: 'DELETE',
  path: '/expenses/:expenseId/receipts/:mediaId',
  area: 'company',
  summary: 'Take a receipt off a draft of mine',
  input: z.object({ ...expenseId, mediaId: Id }),
  answer: z.null(),
})
