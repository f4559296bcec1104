import { clientNames } from '#modules/clients/server/index.ts'
import { memberNames } from '#modules/companies/server/index.ts'
import { findMedia } from '#modules/media/server/index.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import { isMine, may } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Expense, ExpenseDetail } from '../contract.ts'
import { billableCents } from '../domain/expense.ts'
import { findCategories } from './category-store.ts'
import { findEntries } from './expense-entries.ts'
import { merchantNames } from './merchant-store.ts'
import { countReceipts, receiptIds } from './receipt-store.ts'
import type { ExpenseRow } from './store.ts'

/** Rows as callers see them, with the names of what they refer to, in a fixed number of statements. */
export async function toExpenses(scope: Scope, rows: readonly ExpenseRow[]): Promise<Expense[]> {
  if (rows.length === 0) return []
  const all = (of: (row: ExpenseRow) => string | null) => rows.flatMap((row) => of(row) ?? [])
  const members = await memberNames(
    scope,
    all((row) => row.memberId),
  )
  const merchants = await merchantNames(
    scope,
    all((row) => row.merchantId),
  )
  const categories = await findCategories(scope)
  const projects = await projectNames(
    scope,
    all((row) => row.projectId),
  )
  const clients = await clientNames(
    scope,
    all((row) => row.clientId),
  )
  const receipts = await countReceipts(
    scope,
    all((row) => row.id),
  )
  return rows.map((row) => {
    const { companyId: _company, documentLineId: _line, deletedAt: _gone, searchText: _text, ...said } = row
    const { billedCents, approvedBy: _by, ...rest } = said
    return {
      ...rest,
      memberName: members.get(row.memberId) ?? '',
      mine: isMine(scope, row),
      merchantName: merchants.get(row.merchantId) ?? '',
      categoryName: categories.get(row.categoryId)?.name ?? '',
      projectName: (row.projectId && projects.get(row.projectId)) || null,
      clientName: (row.clientId && clients.get(row.clientId)) || null,
      billableCents: billedCents ?? (row.billable ? billableCents(row) : 0),
      receiptCount: receipts.get(row.id) ?? 0,
    }
  })
}

/** One expense with its receipts and what it did in the books. */
export async function toDetail(scope: Scope, row: ExpenseRow): Promise<ExpenseDetail> {
  const [expense] = await toExpenses(scope, [row])
  const names = await memberNames(scope, row.approvedBy ? [row.approvedBy] : [])
  return {
    ...(expense as Expense),
    receipts: await findMedia(scope, await receiptIds(scope, row.id)),
    payingAccountName: row.paidBy === 'company' ? await accountName(scope, row.payingAccountId) : null,
    approvedByName: (row.approvedBy && names.get(row.approvedBy)) || null,
    reimbursement: await findPaidBack(scope, row.reimbursementId),
    entries: may(scope, 'financials:read') ? await findEntries(scope, row) : [],
  }
}

async function accountName(scope: Scope, id: string | null): Promise<string | null> {
  const [account] = await scope.sql<{ name: string }>(
    'expenses.accountName',
    `SELECT name FROM accounts
     WHERE company_id = $1 AND CASE WHEN $2::uuid IS NULL THEN system_key = 'cash' ELSE id = $2 END`,
    [scope.companyId, id],
  )
  return account?.name ?? null
}

async function findPaidBack(scope: Scope, id: string | null): Promise<ExpenseDetail['reimbursement']> {
  if (id === null) return null
  const [found] = await scope.sql<NonNullable<ExpenseDetail['reimbursement']>>(
    'expenses.paidBack',
    `SELECT id, paid_on AS "paidOn", amount_cents AS "amountCents" FROM expense_reimbursements
     WHERE company_id = $1 AND id = $2`,
    [scope.companyId, id],
  )
  return found ?? null
}
