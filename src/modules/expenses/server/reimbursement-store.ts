import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Reimbursement } from '../contract.ts'
import type { ExpenseRow } from './store.ts'

type New = { id: string; memberId: string; paidOn: PlainDate; accountId: string; amountCents: number }

// The expenses come after the reimbursement that they point at.
const insertStatement = `
  WITH paid AS (
    INSERT INTO expense_reimbursements (company_id, id, member_id, paid_on, account_id, amount_cents, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING company_id, id
  ), items AS (
    INSERT INTO expense_reimbursement_items (company_id, reimbursement_id, expense_id, amount_cents)
    SELECT e.company_id, p.id, e.id, e.amount_cents FROM paid p JOIN expenses e ON e.company_id = $1 AND e.id = ANY ($9::uuid[])
  )
  UPDATE expenses e SET state = 'reimbursed', reimbursement_id = p.id, revision = e.revision + 1, updated_at = $8
  FROM paid p WHERE e.company_id = $1 AND e.id = ANY ($9::uuid[])`

/** The reimbursement, what it is for, and those expenses as reimbursed, in one statement. */
export async function insertReimbursement(scope: Scope, one: New, rows: readonly ExpenseRow[]): Promise<void> {
  await scope.sql('expenses.insertReimbursement', insertStatement, [
    scope.companyId,
    one.id,
    one.memberId,
    one.paidOn,
    one.accountId,
    one.amountCents,
    authorOf(scope),
    scope.now,
    rows.map((row) => row.id),
  ])
}

const reverseStatement = `
  INSERT INTO expense_reimbursement_reversals (company_id, id, reimbursement_id, reversed_on, reason, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`
const releaseStatement = `
  UPDATE expenses SET state = 'approved', reimbursement_id = NULL, revision = revision + 1, updated_at = $3
  WHERE company_id = $1 AND reimbursement_id = $2`

/** The reversal, then its expenses as owed again: their guard looks for it. Refuses `reimbursement_reversed_once`. */
export async function insertReversal(
  scope: Scope,
  one: { id: string; reimbursementId: string; reversedOn: PlainDate; reason: string | null },
): Promise<void> {
  const { id, reimbursementId, reversedOn, reason } = one
  const values = [scope.companyId, id, reimbursementId, reversedOn, reason, authorOf(scope), scope.now]
  await scope.sql('expenses.insertReversal', reverseStatement, values)
  await scope.sql('expenses.releaseReimbursed', releaseStatement, [scope.companyId, reimbursementId, scope.now])
}

type Row = Omit<Reimbursement, 'expenses' | 'reversal'> & {
  reversalId: string | null
  reversedOn: PlainDate | null
  reason: string | null
}

/** Refuses `not_found`. A reimbursement does not change, so what was read stays true; only a reversal may be added. */
export async function loadReimbursement(scope: Scope, id: string): Promise<Reimbursement> {
  const rows = await scope.sql<Row>(
    'expenses.reimbursement',
    `SELECT r.id, r.member_id AS "memberId", m.display_name AS "memberName", r.paid_on AS "paidOn", r.account_id AS "accountId",
            a.name AS "accountName", r.amount_cents AS "amountCents", r.created_at AS "createdAt",
            v.id AS "reversalId", v.reversed_on AS "reversedOn", v.reason
     FROM expense_reimbursements r
     JOIN members m ON m.company_id = r.company_id AND m.id = r.member_id
     JOIN accounts a ON a.company_id = r.company_id AND a.id = r.account_id
     LEFT JOIN expense_reimbursement_reversals v ON v.company_id = r.company_id AND v.reimbursement_id = r.id
     WHERE r.company_id = $1 AND r.id = $2`,
    [scope.companyId, id],
  )
  if (!rows[0]) throw new Refusal('not_found')
  const { reversalId, reversedOn, reason, ...reimbursement } = rows[0]
  return {
    ...reimbursement,
    expenses: await findItems(scope, id),
    reversal: reversalId ? { id: reversalId, reversedOn: present(reversedOn), reason } : null,
  }
}

const findItems = (scope: Scope, id: string) =>
  scope.sql<Reimbursement['expenses'][number]>(
    'expenses.reimbursementItems',
    `SELECT e.id, m.name AS "merchantName", e.spent_on AS "spentOn", i.amount_cents AS "amountCents"
     FROM expense_reimbursement_items i
     JOIN expenses e ON e.company_id = i.company_id AND e.id = i.expense_id
     JOIN merchants m ON m.company_id = e.company_id AND m.id = e.merchant_id
     WHERE i.company_id = $1 AND i.reimbursement_id = $2 ORDER BY e.spent_on, e.id`,
    [scope.companyId, id],
  )
