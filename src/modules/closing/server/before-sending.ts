import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'

const countMax = 100

type Draft = { clientId: string; projectId: string | null }

/** Draft invoices only: what was sent has left already. */
export const readBeforeSending = query({
  name: 'closing.readBeforeSending',
  needs: 'documents:read',
  input: contract.readBeforeSending.input,
  async run(scope, { invoiceId }) {
    const [draft] = await scope.sql<Draft>(
      'closing.draft',
      `SELECT client_id AS "clientId", project_id AS "projectId" FROM documents
       WHERE company_id = $1 AND id = $2 AND document_type = 'invoice' AND deleted_at IS NULL`,
      [scope.companyId, invoiceId],
    )
    if (!draft) throw new Refusal('not_found')
    const found = [
      ...(await unbilledTime(scope, draft)),
      ...(await unbilledExpenses(scope, draft)),
      ...(await runningTimers(scope, draft)),
      ...(await belowRate(scope, invoiceId)),
    ]
    return { leaks: found.filter(({ count }) => count > 0) }
  },
})

/** Time of this client that is on no invoice: approved, and still on its way there. */
async function unbilledTime(scope: Scope, { clientId }: Draft): Promise<contract.Leak[]> {
  return scope.sql<contract.Leak>(
    'closing.unbilledTime',
    `SELECT CASE state WHEN 'approved' THEN 'unbilled_time' ELSE 'waiting_time' END AS kind,
            count(*)::int AS count, sum(minutes)::int AS minutes, NULL AS cents
     FROM (SELECT state, minutes FROM time_entries
           WHERE company_id = $1 AND client_id = $2 AND state IN ('submitted', 'approved') AND billable AND deleted_at IS NULL LIMIT ${countMax}) t
     GROUP BY 1 ORDER BY 1 DESC`,
    [scope.companyId, clientId],
  )
}

async function unbilledExpenses(scope: Scope, { clientId }: Draft): Promise<contract.Leak[]> {
  return scope.sql<contract.Leak>(
    'closing.unbilledExpenses',
    `SELECT 'unbilled_expenses' AS kind, count(*)::int AS count, NULL AS minutes, coalesce(sum(amount_cents), 0)::bigint AS cents
     FROM (SELECT amount_cents FROM expenses
           WHERE company_id = $1 AND client_id = $2 AND billable AND document_id IS NULL AND state IN ('approved', 'reimbursed') LIMIT ${countMax}) e`,
    [scope.companyId, clientId],
  )
}

async function runningTimers(scope: Scope, { clientId }: Draft): Promise<contract.Leak[]> {
  return scope.sql<contract.Leak>(
    'closing.runningTimers',
    `SELECT 'running_timer' AS kind, count(*)::int AS count, NULL AS minutes, NULL AS cents
     FROM timers t JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
     WHERE t.company_id = $1 AND p.client_id = $2`,
    [scope.companyId, clientId],
  )
}

/** Lines made from time that ask for less than that time is worth at its rates. */
async function belowRate(scope: Scope, invoiceId: string): Promise<contract.Leak[]> {
  return scope.sql<contract.Leak>(
    'closing.belowRate',
    `SELECT 'below_rate' AS kind, count(*)::int AS count, NULL AS minutes, coalesce(sum(worth - subtotal), 0)::bigint AS cents
     FROM (SELECT l.subtotal_cents AS subtotal, sum(round(t.minutes::numeric * t.rate_cents / 60)) AS worth
           FROM time_entries t
           JOIN document_lines l ON l.company_id = t.company_id AND l.document_id = t.document_id AND l.id = t.document_line_id
           WHERE t.company_id = $1 AND t.document_id = $2 AND t.billable
           GROUP BY l.id, l.subtotal_cents, l.quantity) x
     -- a line rounds its hours once, its entries each: up to a cent an entry is no leak
     WHERE worth - subtotal > 100`,
    [scope.companyId, invoiceId],
  )
}
