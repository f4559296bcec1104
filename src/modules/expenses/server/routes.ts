import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { approveExpenses } from './approve-expenses.ts'
import { listUnbilledExpenses } from './billing.ts'
import { createExpenseCategory, listExpenseCategories, updateExpenseCategory } from './categories.ts'
import { createExpense } from './create-expense.ts'
import { deleteExpense } from './delete-expense.ts'
import { createMerchant, listMerchants, updateMerchant } from './merchants.ts'
import { listOwed } from './owed.ts'
import { listExpenseAccounts } from './paying-account.ts'
import { listExpenses, readExpense } from './read-expenses.ts'
import { addReceipt, readReceipt, removeReceipt } from './receipts.ts'
import { reimburseExpenses } from './reimburse-expenses.ts'
import { rejectExpenses } from './reject-expenses.ts'
import { readReimbursement, reverseReimbursement } from './reverse-reimbursement.ts'
import { submitExpenses } from './submit-expenses.ts'
import { updateExpense } from './update-expense.ts'
import { voidExpense } from './void-expense.ts'

export const routes: Route[] = [
  route(contract.listExpenses, listExpenses),
  route(contract.createExpense, createExpense),
  route(contract.listOwed, listOwed),
  route(contract.listExpenseAccounts, listExpenseAccounts),
  route(contract.listUnbilledExpenses, listUnbilledExpenses),
  route(contract.submitExpenses, submitExpenses),
  route(contract.approveExpenses, approveExpenses),
  route(contract.rejectExpenses, rejectExpenses),
  route(contract.reimburseExpenses, reimburseExpenses),
  route(contract.readReimbursement, readReimbursement),
  route(contract.reverseReimbursement, reverseReimbursement),
  route(contract.readExpense, readExpense),
  route(contract.updateExpense, updateExpense),
  route(contract.deleteExpense, deleteExpense),
  route(contract.voidExpense, voidExpense),
  route(contract.addReceipt, addReceipt),
  route(contract.readReceipt, readReceipt),
  route(contract.removeReceipt, removeReceipt),
  route(contract.listExpenseCategories, listExpenseCategories),
  route(contract.createExpenseCategory, createExpenseCategory),
  route(contract.updateExpenseCategory, updateExpenseCategory),
  route(contract.listMerchants, listMerchants),
  route(contract.createMerchant, createMerchant),
  route(contract.updateMerchant, updateMerchant),
]
