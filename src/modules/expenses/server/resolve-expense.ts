import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { may } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { checkAmounts } from '../domain/expense.ts'
import { loadCategory } from './category-store.ts'
import { rememberMerchant } from './merchant-store.ts'
import type { ExpenseRow } from './store.ts'

/** An expense as a person says it, whole. */
export type SaidExpense = Pick<
  ExpenseRow,
  | 'categoryId'
  | 'spentOn'
  | 'amountCents'
  | 'taxCents'
  | 'projectId'
  | 'clientId'
  | 'billable'
  | 'markupPercent'
  | 'paidBy'
  | 'payingAccountId'
  | 'notes'
> & { merchantName: string }

/** What stood before a change; undefined for a new expense. Only what changes is looked up again. */
type Before = ExpenseRow | undefined

/**
 * What is said, checked, as columns: the client follows from the project, the merchant is found or made and remembers
 * the category. Refuses what is not there or not the actor's to see, days to come, and a bill to nobody.
 */
export async function resolveExpense(scope: Scope, said: SaidExpense, before?: Before) {
  checkAmounts(said, await companyToday(scope))
  const { merchantName, ...rest } = said
  if (said.categoryId !== before?.categoryId) {
    const category = await loadCategory(scope, said.categoryId)
    if (!category.active) throw refuseField('categoryId', 'This category is no longer in use. Choose another.')
  }
  const clientId = await clientOf(scope, said, before)
  if (said.billable && clientId === null) {
    throw refuseField('clientId', 'Choose the project or client that this is billed to.')
  }
  const payingAccountId = said.paidBy === 'company' ? said.payingAccountId : null
  if (payingAccountId && payingAccountId !== before?.payingAccountId) {
    await loadChosenAccounts(scope, 'paying', [payingAccountId])
  }
  const merchantId = await rememberMerchant(scope, merchantName, said.categoryId)
  return { ...rest, clientId, payingAccountId, merchantId }
}

async function clientOf(scope: Scope, { projectId, clientId }: SaidExpense, before: Before): Promise<string | null> {
  if (projectId !== null && projectId === before?.projectId && (clientId ?? before.clientId) === before.clientId) {
    return before.clientId
  }
  if (projectId !== null) {
    const project = await loadProject(scope, projectId)
    const moved = clientId === before?.clientId && projectId !== before?.projectId
    if (clientId !== null && clientId !== project.clientId && !moved) {
      throw refuseField('projectId', 'This project belongs to another client.')
    }
    return project.clientId
  }
  if (clientId === null || clientId === before?.clientId) return clientId
  if (!may(scope, 'clients:read')) throw new Refusal('not_found')
  return (await loadClient(scope, clientId)).id
}
