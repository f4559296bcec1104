import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { shortText } from '#kernel/text.ts'

const name = shortText(100, 'Name the category.')

export const ExpenseCategory = z.object({
  id: Id,
  name: z.string(),
  /** The expense account that it is posted to. */
  accountId: Id,
  accountCode: z.string(),
  accountName: z.string(),
  active: z.boolean(),
  revision: z.int(),
})
export type ExpenseCategory = z.output<typeof ExpenseCategory>

export const listExpenseCategories = endpoint({
  method: 'GET',
  path: '/expense-categories',
  area: 'company',
  summary: 'Categories of expenses by name, with the account of each',
  input: z.object({}),
  answer: z.object({ items: z.array(ExpenseCategory) }),
})

export const createExpenseCategory = endpoint({
  method: 'POST',
  path: '/expense-categories',
  area: 'company',
  summary: 'Add a category of expenses',
  input: z.object({ id: Id.optional(), name, accountId: Id }),
  answer: ExpenseCategory,
  creates: true,
})

/** What is posted stays where it is; the next expense goes to the new account. */
export const updateExpenseCategory = endpoint({
  method: 'PATCH',
  path: '/expense-categories/:categoryId',
  area: 'company',
  summary: 'Rename a category, post it elsewhere from now on, or take it out of use',
  input: z.object({
    categoryId: Id,
    name: name.optional(),
    accountId: Id.optional(),
    active: z.boolean().optional(),
  }),
  answer: ExpenseCategory,
})

export const Merchant = z.object({
  id: Id,
  name: z.string(),
  /** Of the last expense there: offered for the next one. */
  categoryId: Id.nullable(),
  revision: z.int(),
})
export type Merchant = z.output<typeof Merchant>

export const listMerchants = endpoint({
  method: 'GET',
  path: '/merchants',
  area: 'company',
  summary: 'Merchants by name; `q` finds words that begin so',
  input: z.object({ ...listInput }),
  answer: pageOf(Merchant),
})

const merchantName = shortText(200, 'Name the merchant.')

export const createMerchant = endpoint({
  method: 'POST',
  path: '/merchants',
  area: 'company',
  summary: 'Add a merchant; expenses do so by themselves',
  input: z.object({ id: Id.optional(), name: merchantName, categoryId: Id.nullable().default(null) }),
  answer: Merchant,
  creates: true,
})

export const updateMerchant = endpoint({
  method: 'PATCH',
  path: '/merchants/:merchantId',
  area: 'company',
  summary: 'Rename a merchant, or remember another category',
  input: z.object({ merchantId: Id, name: merchantName.optional(), categoryId: Id.nullable().optional() }),
  answer: Merchant,
})
