import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { ExpenseCategory } from '../contract.ts'
import * as contract from '../contract.ts'
import { defaultCategories } from '../domain/default-categories.ts'
import { insertCategory, lockCategory, saveCategory } from './category-store.ts'

/** Gives the company the default categories. Doing it again adds only what is missing. */
export async function provisionCategories(scope: Scope): Promise<void> {
  const wanted = Object.entries(defaultCategories).map(([key, one]) => ({ id: newId(), key, ...one }))
  await scope.sql(
    'expenses.provisionCategories',
    `INSERT INTO expense_categories (company_id, id, name, account_id, default_key, created_at, updated_at)
     SELECT $1, c.id, c.name, a.id, c.key, $2, $2
     FROM jsonb_to_recordset($3::jsonb) AS c (id uuid, key text, name text, account text)
     JOIN accounts a ON a.company_id = $1 AND a.system_key = c.account
     ON CONFLICT DO NOTHING`,
    [scope.companyId, scope.now, JSON.stringify(wanted)],
  )
}

const listed = `
  SELECT c.id, c.name, c.account_id AS "accountId", a.code AS "accountCode", a.name AS "accountName", c.active, c.revision
  FROM expense_categories c JOIN accounts a ON a.company_id = c.company_id AND a.id = c.account_id
  WHERE c.company_id = $1`

export const listExpenseCategories = query({
  name: 'expenses.listCategories',
  needs: 'expenses:own',
  input: contract.listExpenseCategories.input,
  run: async (scope) => ({
    items: await scope.sql<ExpenseCategory>('expenses.categories', `${listed} ORDER BY c.sort_name`, [scope.companyId]),
  }),
})

async function loadListed(scope: Scope, id: string): Promise<ExpenseCategory> {
  const [found] = await scope.sql<ExpenseCategory>('expenses.category', `${listed} AND c.id = $2`, [
    scope.companyId,
    id,
  ])
  if (!found) throw new Refusal('not_found')
  return found
}

export const createExpenseCategory = command({
  name: 'expenses.createCategory',
  needs: 'books:write',
  input: contract.createExpenseCategory.input,
  async run(scope, { id = newId(), name, accountId }) {
    await loadChosenAccounts(scope, 'expense', [accountId])
    await insertCategory(scope, { id, name, accountId })
    const created = await loadListed(scope, id)
    audit(scope, { subjectType: 'expense_category', subjectId: id, after: created })
    signal(scope, 'expenses')
    return created
  },
})

export const updateExpenseCategory = command({
  name: 'expenses.updateCategory',
  needs: 'books:write',
  input: contract.updateExpenseCategory.input,
  async run(scope, { categoryId, ...change }) {
    await lockCategory(scope, categoryId)
    const before = await loadListed(scope, categoryId)
    checkRevision(scope, before)
    if (change.accountId) await loadChosenAccounts(scope, 'expense', [change.accountId])
    await saveCategory(scope, before, change)
    const after = await loadListed(scope, categoryId)
    audit(scope, { subjectType: 'expense_category', subjectId: categoryId, before, after })
    signal(scope, 'expenses')
    return after
  },
})
