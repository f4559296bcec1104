import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** An invoice as those see it who want it paid. */
export type DueInvoice = {
  id: string
  number: string
  state: string
  clientId: string
  projectId: string | null
  dueOn: PlainDate
  balanceDueCents: number
  /** What is left of the balance once the client's unused credit is put on its invoices, oldest first. */
  netDueCents: number
  isLateFee: boolean
}

/** Refuses `not_found` for drafts as well: nobody owes them. */
export async function loadDueInvoice(scope: Scope, invoiceId: string): Promise<DueInvoice> {
  const [row] = await scope.sql<DueInvoice>(
    'collections.dueInvoice',
    `SELECT d.id, d.number, d.state, d.client_id AS "clientId", d.project_id AS "projectId", d.due_on::text AS "dueOn",
            d.balance_due_cents AS "balanceDueCents", d.late_fee_for_id IS NOT NULL AS "isLateFee",
            greatest(0, least(d.balance_due_cents, coalesce((
              SELECT sum(o.balance_due_cents) FROM documents o
              WHERE o.company_id = d.company_id AND o.client_id = d.client_id AND o.document_type = 'invoice' AND o.state <> 'draft'
                AND o.balance_due_cents > 0 AND (o.due_on, o.id) <= (d.due_on, d.id)), 0)
              - (SELECT c.credit_cents FROM clients c WHERE c.company_id = d.company_id AND c.id = d.client_id)))::bigint AS "netDueCents"
     FROM documents d WHERE d.company_id = $1 AND d.id = $2 AND d.document_type = 'invoice' AND d.deleted_at IS NULL`,
    [scope.companyId, invoiceId],
  )
  if (!row) throw new Refusal('not_found')
  return row
}
