import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { companyToday, memberNames } from '#modules/companies/server/index.ts'
import { type NewEntry, postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { checkReimbursable } from '../domain/expense.ts'
import { merchantNames } from './merchant-store.ts'
import { owedMoved } from './owed.ts'
import { payingAccount } from './paying-account.ts'
import { insertReimbursement, loadReimbursement } from './reimbursement-store.ts'
import { type ExpenseRow, loadExpensesForUpdate } from './store.ts'

/** Pays one member back for what they paid, in one act with one entry. */
export const reimburseExpenses = command({
  name: 'expenses.reimburse',
  needs: 'expenses:reimburse',
  money: true,
  input: contract.reimburseExpenses.input,
  async run(scope, { id = newId(), ids, payingAccountId, ...said }) {
    const today = await companyToday(scope)
    const rows = await loadExpensesForUpdate(scope, ids)
    for (const row of rows) checkReimbursable(row)
    const { memberId } = present(rows[0])
    if (rows.some((row) => row.memberId !== memberId)) throw new Refusal('expenses_of_several_members')
    const paidOn = said.paidOn ?? today
    if (paidOn > today) throw refuseField('paidOn', 'This day has not come yet.')
    if (rows.some((row) => paidOn < present(row.postedOn))) {
      throw refuseField('paidOn', 'This is before one of the expenses was posted. Choose a later day.')
    }
    const account = await payingAccount(scope, payingAccountId)
    const amountCents = sumCents(rows.map((row) => row.amountCents))
    await insertReimbursement(scope, { id, memberId, paidOn, accountId: account.id, amountCents }, rows)
    const names = await memberNames(scope, [memberId])
    await postEntry(scope, {
      entryDate: paidOn,
      memo: `Reimbursement to ${names.get(memberId)}`,
      sourceType: 'expense_reimbursement',
      sourceId: id,
      lines: [...(await owedLines(scope, rows)), { account: { accountId: account.id }, creditCents: amountCents }],
    })
    await owedMoved(scope, [{ memberId, deltaCents: -amountCents }])
    const reimbursement = await loadReimbursement(scope, id)
    audit(scope, { subjectType: 'expense_reimbursement', subjectId: id, after: reimbursement })
    signal(scope, 'expenses')
    return reimbursement
  },
})

/** One line per expense, so that client and project stay with the money. */
async function owedLines(scope: Scope, rows: readonly ExpenseRow[]): Promise<NewEntry['lines'][number][]> {
  const names = await merchantNames(
    scope,
    rows.map((row) => row.merchantId),
  )
  return rows.map(({ amountCents, clientId, projectId, merchantId }) => ({
    account: 'employee_reimbursements',
    debitCents: amountCents,
    clientId,
    projectId,
    memo: names.get(merchantId),
  }))
}
