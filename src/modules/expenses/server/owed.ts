import { memberNames } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import { balanceMoved } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'

type Owed = { memberId: string; count: number; amountCents: number }

const statement = `
  SELECT member_id AS "memberId", count(*)::int AS count, sum(amount_cents)::bigint AS "amountCents" FROM expenses
  WHERE company_id = $1 AND state = 'approved' AND paid_by = 'member' AND ($2::uuid[] IS NULL OR member_id = ANY ($2::uuid[]))
  GROUP BY member_id`

/** What the company owes its members for expenses: the sub-ledger of Employee Reimbursements. */
const findOwed = (scope: Scope, memberIds: readonly string[] | null) =>
  scope.sql<Owed>('expenses.owed', statement, [scope.companyId, memberIds])

export const listOwed = query({
  name: 'expenses.listOwed',
  needs: 'expenses:reimburse',
  input: contract.listOwed.input,
  async run(scope) {
    const owed = await findOwed(scope, null)
    const names = await memberNames(
      scope,
      owed.map((one) => one.memberId),
    )
    const items = owed.map((one) => ({ ...one, memberName: names.get(one.memberId) ?? '' }))
    return { items: items.sort((a, b) => b.amountCents - a.amountCents) }
  },
})

/** States for the preview what the act changes in what members are owed. Say it after the rows have changed. */
export async function owedMoved(
  scope: Scope,
  moved: readonly { memberId: string; deltaCents: number }[],
): Promise<void> {
  const deltas = new Map<string, number>()
  for (const { memberId, deltaCents } of moved) deltas.set(memberId, (deltas.get(memberId) ?? 0) + deltaCents)
  const memberIds = [...deltas.keys()].sort()
  if (memberIds.length === 0) return
  const now = new Map((await findOwed(scope, memberIds)).map((one) => [one.memberId, one.amountCents]))
  const names = await memberNames(scope, memberIds)
  for (const memberId of memberIds) {
    const afterCents = now.get(memberId) ?? 0
    balanceMoved(scope, {
      label: `Owed to ${names.get(memberId)}`,
      kind: 'member',
      id: memberId,
      beforeCents: afterCents - (deltas.get(memberId) ?? 0),
      afterCents,
    })
  }
}
