import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { restOf } from '../domain/credit-note.ts'
import { findCorrected, findCorrection } from './correction-store.ts'
import { loadCredited, loadRestLines } from './credited.ts'
import { notesOf } from './queries.ts'
import { writeOffsOf } from './write-off-store.ts'

/** What undid parts of an invoice, and what can still be undone. */
export const readInvoiceCorrections = query({
  name: 'creditNotes.readInvoiceCorrections',
  needs: 'documents:read',
  input: contract.readInvoiceCorrections.input,
  async run(scope, { invoiceId }) {
    const invoice = await loadInvoice(scope, invoiceId)
    const client = await loadClient(scope, invoice.clientId)
    const company = await loadCompany(scope)
    const credited = await loadCredited(scope, invoiceId)
    const rest = restOf(invoice, credited)
    const out = invoice.state !== 'draft' && invoice.state !== 'void'
    return {
      invoiceId,
      invoiceNumber: invoice.number,
      out,
      clientId: client.id,
      clientName: client.displayName,
      clientEmail: client.email,
      companyName: company.name,
      issuedOn: invoice.issuedOn,
      totalCents: invoice.totalCents,
      balanceDueCents: invoice.balanceDueCents,
      restSubtotalCents: rest.subtotalCents,
      restTaxCents: rest.taxCents,
      restLines: out ? await loadRestLines(scope, invoice, credited) : [],
      timeEntryCount: invoice.timeEntryCount,
      expenseCount: invoice.expenseCount,
      creditNotes: await notesOf(scope, invoiceId),
      writeOffs: await writeOffsOf(scope, invoiceId, invoice.number ?? ''),
      correction: (await findCorrection(scope, invoiceId)) ?? null,
      corrects: (await findCorrected(scope, invoiceId)) ?? null,
    }
  },
})

type Invoice = {
  id: string
  number: string | null
  state: string
  clientId: string
  issuedOn: string
  subtotalCents: number
  discountCents: number
  taxCents: number
  totalCents: number
  balanceDueCents: number
  timeEntryCount: number
  expenseCount: number
}

/** Without a lock: this only looks. */
async function loadInvoice(scope: Scope, invoiceId: string): Promise<Invoice> {
  const [row] = await scope.sql<Invoice>(
    'creditNotes.invoice',
    `SELECT d.id, d.number, d.state, d.client_id AS "clientId", d.issued_on AS "issuedOn", d.subtotal_cents AS "subtotalCents",
            d.discount_cents AS "discountCents", d.tax_cents AS "taxCents", d.total_cents AS "totalCents", d.balance_due_cents AS "balanceDueCents",
            (SELECT count(*)::int FROM time_entries t WHERE t.company_id = d.company_id AND t.document_id = d.id) AS "timeEntryCount",
            (SELECT count(*)::int FROM expenses e WHERE e.company_id = d.company_id AND e.document_id = d.id) AS "expenseCount"
     FROM documents d WHERE d.company_id = $1 AND d.id = $2 AND d.document_type = 'invoice' AND d.deleted_at IS NULL`,
    [scope.companyId, invoiceId],
  )
  if (!row) throw new Refusal('not_found')
  return row
}
