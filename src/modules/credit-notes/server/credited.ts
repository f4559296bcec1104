import { crediting, type LockedInvoice } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { type Credit, restOf } from '../domain/credit-note.ts'
import type { IncomePart } from '../domain/note-entry.ts'
import { type RestLine, restLines } from '../domain/rest-lines.ts'

/** What notes and write-offs that count did to an invoice. */
export type Credited = Credit & { arAppliedCents: number; creditedCents: number; writtenOffCents: number }

/** Notes that count: posted and not reversed. `n` is the note. */
export const counting = `n.state = 'posted' AND n.deleted_at IS NULL AND NOT EXISTS (
  SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)`

export async function loadCredited(scope: Scope, invoiceId: string): Promise<Credited> {
  const [row] = await scope.sql<Credited>(
    'creditNotes.credited',
    `SELECT coalesce(sum(n.subtotal_cents), 0)::bigint AS "subtotalCents", coalesce(sum(n.tax_cents), 0)::bigint AS "taxCents",
            coalesce(sum(n.ar_applied_cents), 0)::bigint AS "arAppliedCents", coalesce(sum(n.credited_cents), 0)::bigint AS "creditedCents",
            (SELECT coalesce(sum(w.amount_cents), 0)::bigint FROM write_offs w WHERE w.company_id = $1 AND w.document_id = $2 AND NOT EXISTS (
              SELECT FROM write_off_reversals r WHERE r.company_id = w.company_id AND r.write_off_id = w.id)) AS "writtenOffCents"
     FROM credit_notes n WHERE n.company_id = $1 AND n.document_id = $2 AND ${counting}`,
    [scope.companyId, invoiceId],
  )
  return row ?? { subtotalCents: 0, taxCents: 0, arAppliedCents: 0, creditedCents: 0, writtenOffCents: 0 }
}

/** What the client brought for an invoice and did not get back as credit. */
export function paidFor(invoice: LockedInvoice, credited: Credited): number {
  const { totalCents, balanceDueCents } = invoice
  return totalCents - balanceDueCents - credited.arAppliedCents - credited.creditedCents - credited.writtenOffCents
}

/** What is left of what an invoice posted to each income account, read from the books; Revenue first. */
export async function loadIncomeRest(
  scope: Scope,
  invoiceId: string,
): Promise<(IncomePart & { isRevenue: boolean })[]> {
  return scope.sql(
    'creditNotes.incomeRest',
    `WITH posted AS (
       SELECT e.id FROM journal_entries e WHERE e.company_id = $1 AND e.source_type = 'invoice' AND e.source_id = $2
       UNION ALL
       SELECT e.id FROM credit_notes n JOIN journal_entries e ON e.company_id = $1 AND e.source_type = 'credit_note' AND e.source_id = n.id
       WHERE n.company_id = $1 AND n.document_id = $2 AND ${counting}
     )
     SELECT a.id AS "accountId", a.system_key IS NOT DISTINCT FROM 'revenue' AS "isRevenue", sum(l.credit_cents - l.debit_cents)::bigint AS cents
     FROM posted p JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = p.id
     JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id
     WHERE a.system_key IS NULL OR a.system_key NOT IN ('accounts_receivable', 'customer_credits', 'sales_tax_payable')
     GROUP BY a.id, a.system_key ORDER BY 2 DESC, a.id`,
    [scope.companyId, invoiceId],
  )
}

/** Lines that would credit all that is left of an invoice. */
export async function loadRestLines(
  scope: Scope,
  invoice: { id: string; subtotalCents: number; discountCents: number; taxCents: number },
  credited: Credit,
): Promise<RestLine[]> {
  const lines = await crediting.loadInvoiceLines(scope, invoice.id)
  const before = await scope.sql<Credit & { lineId: string }>(
    'creditNotes.creditedLines',
    `SELECT l.document_line_id AS "lineId", sum(l.subtotal_cents)::bigint AS "subtotalCents", sum(l.tax_cents)::bigint AS "taxCents"
     FROM credit_notes n JOIN credit_note_lines l ON l.company_id = n.company_id AND l.credit_note_id = n.id
     WHERE n.company_id = $1 AND n.document_id = $2 AND ${counting} AND l.document_line_id IS NOT NULL GROUP BY 1`,
    [scope.companyId, invoice.id],
  )
  const byLine = new Map(before.map(({ lineId, ...credit }) => [lineId, credit]))
  return restLines(
    lines.map((line) => ({ ...line, credited: byLine.get(line.id) ?? { subtotalCents: 0, taxCents: 0 } })),
    restOf(invoice, credited),
  )
}
