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
      ...(await belowRate(scope, draft, invoiceId)),
    ]
    return { leaks: found.filter(({ count }) => count > 0) }
  },
})

/** Time of this client that is on no invoice: approved, waiting for that, and not handed in (a stopped timer leaves a draft). */
async function unbilledTime(scope: Scope, { clientId }: Draft): Promise<contract.Leak[]> {
  const some = (state: string) => `(SELECT state, minutes FROM time_entries
     WHERE company_id = $1 AND client_id = $2 AND state = '${state}' AND billable AND deleted_at IS NULL LIMIT ${countMax})`
  return scope.sql<contract.Leak>(
    'closing.unbilledTime',
    `SELECT CASE state WHEN 'approved' THEN 'unbilled_time' WHEN 'submitted' THEN 'waiting_time' ELSE 'draft_time' END AS kind,
            count(*)::int AS count, sum(minutes)::int AS minutes, NULL AS cents
     FROM (${some('approved')} UNION ALL ${some('submitted')} UNION ALL ${some('draft')}) t
     GROUP BY state ORDER BY state = 'approved' DESC, state = 'submitted' DESC`,
    [scope.companyId, clientId],
  )
}

/** What was spent for this client and is on no invoice: ready for one, and not approved yet. */
async function unbilledExpenses(scope: Scope, { clientId }: Draft): Promise<contract.Leak[]> {
  const some = (kind: string, states: string) => `
    SELECT '${kind}' AS kind, count(*)::int AS count, NULL::int AS minutes, coalesce(sum(amount_cents), 0)::bigint AS cents
    FROM (SELECT amount_cents FROM expenses
          WHERE company_id = $1 AND client_id = $2 AND billable AND document_id IS NULL AND state IN (${states})
            AND deleted_at IS NULL LIMIT ${countMax}) e`
  return scope.sql<contract.Leak>(
    'closing.unbilledExpenses',
    `${some('unbilled_expenses', "'approved', 'reimbursed'")} UNION ALL ${some('waiting_expenses', "'draft', 'submitted'")}`,
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

/**
 * Lines made from time that ask for less than that time is worth at its rates: on this draft and on the client's other
 * drafts, which can still be mended. What was sent is past sending.
 */
async function belowRate(scope: Scope, { clientId }: Draft, invoiceId: string): Promise<contract.Leak[]> {
  return scope.sql<contract.Leak>(
    'closing.belowRate',
    `SELECT CASE WHEN here THEN 'below_rate' ELSE 'below_rate_elsewhere' END AS kind, count(*)::int AS count, NULL AS minutes,
            coalesce(sum(worth - subtotal), 0)::bigint AS cents
     FROM (SELECT d.id = $3 AS here, l.subtotal_cents AS subtotal, sum(round(t.minutes::numeric * t.rate_cents / 60)) AS worth
           FROM documents d
           JOIN time_entries t ON t.company_id = d.company_id AND t.document_id = d.id AND t.billable
           JOIN document_lines l ON l.company_id = t.company_id AND l.document_id = t.document_id AND l.id = t.document_line_id
           WHERE d.company_id = $1 AND d.client_id = $2 AND d.document_type = 'invoice' AND d.deleted_at IS NULL
             AND (d.state = 'draft' OR d.id = $3)
           GROUP BY d.id, l.id, l.subtotal_cents) x
     -- a line rounds its hours once, its entries each: up to a cent an entry is no leak
     WHERE worth - subtotal > 100
     GROUP BY here ORDER BY here DESC`,
    [scope.companyId, clientId, invoiceId],
  )
}
