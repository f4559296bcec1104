import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import type { Explained } from '../contract-explain.ts'
import { balanceDue, noMoney } from '../domain/invoice.ts'
import { loadCreditNotes, loadWriteOffs } from './explain-credits.ts'
import { loadDocument } from './store.ts'

type Entry = Explained['entries'][number]
type Source = { sourceType: string; sourceId: string }

/** Everything that the balance of an invoice comes from, read anew and set beside what is stored. */
export const explainInvoice = query({
  name: 'documents.explainInvoice',
  needs: 'documents:read',
  input: contract.explainInvoice.input,
  async run(scope, { invoiceId }): Promise<Explained> {
    const row = await loadDocument(scope, 'invoice', invoiceId)
    const payments = await loadPayments(scope, invoiceId)
    const applications = await loadApplications(scope, invoiceId)
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
    const allocatedCents = sum(payments.map((payment) => payment.amountCents))
    const refundedCents = sum(payments.map((payment) => payment.refundedCents))
    const creditApplicationsCents = sum(live(applications).map((application) => application.amountCents))
    const creditNotes = await loadCreditNotes(scope, invoiceId)
    const writeOffs = await loadWriteOffs(scope, invoiceId)
    const creditNotesCents = sum(live(creditNotes).map((note) => note.appliedCents))
    const writeOffsCents = sum(live(writeOffs).map((one) => one.amountCents))
    const credits = { creditNotesCents, creditApplicationsCents, writeOffsCents }
    const money = { ...noMoney, allocatedCents, refundedCents, ...credits }
    const computedBalanceCents = balanceDue(row.state, row.totalCents, money)
    return {
      invoiceId,
      number: row.number,
      state: row.state,
      totalCents: row.totalCents,
      paymentsCents: allocatedCents - refundedCents,
      ...credits,
      storedBalanceCents: row.balanceDueCents,
      computedBalanceCents,
      agrees: computedBalanceCents === row.balanceDueCents,
      payments,
      applications,
      creditNotes,
      writeOffs,
      entries: await loadEntries(scope, [
        { sourceType: 'invoice', sourceId: invoiceId },
        { sourceType: 'invoice_void', sourceId: invoiceId },
        ...payments.map(({ paymentId }) => ({ sourceType: 'payment', sourceId: paymentId })),
        ...(await loadRefunds(scope, invoiceId)).map(({ id }) => ({ sourceType: 'payment_refund', sourceId: id })),
        ...applications.map(({ applicationId }) => ({ sourceType: 'credit_application', sourceId: applicationId })),
        ...creditNotes.map(({ creditNoteId }) => ({ sourceType: 'credit_note', sourceId: creditNoteId })),
        ...writeOffs.map(({ writeOffId }) => ({ sourceType: 'invoice_write_off', sourceId: writeOffId })),
      ]),
    }
  },
})

async function loadPayments(scope: Scope, invoiceId: string): Promise<Explained['payments']> {
  return scope.sql(
    'documents.explainPayments',
    `SELECT p.id AS "paymentId", p.received_on AS "receivedOn", a.amount_cents AS "amountCents",
            CASE WHEN r.id IS NULL THEN a.refunded_cents ELSE a.amount_cents END AS "refundedCents"
     FROM payment_allocations a JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id
     LEFT JOIN payment_reversals r ON r.company_id = a.company_id AND r.payment_id = a.payment_id
     WHERE a.company_id = $1 AND a.document_id = $2 AND p.state = 'succeeded' ORDER BY p.received_on, p.id`,
    [scope.companyId, invoiceId],
  )
}

async function loadApplications(scope: Scope, invoiceId: string): Promise<Explained['applications']> {
  return scope.sql(
    'documents.explainApplications',
    `SELECT c.id AS "applicationId", c.applied_on AS "appliedOn", c.amount_cents AS "amountCents", r.reversed_on AS "reversedOn"
     FROM credit_applications c
     LEFT JOIN credit_application_reversals r ON r.company_id = c.company_id AND r.application_id = c.id
     WHERE c.company_id = $1 AND c.document_id = $2 ORDER BY c.applied_on, c.id`,
    [scope.companyId, invoiceId],
  )
}

const live = <One extends { reversedOn: string | null }>(all: readonly One[]) =>
  all.filter((one) => one.reversedOn === null)

/** Refunds that took money from what this invoice got. */
async function loadRefunds(scope: Scope, invoiceId: string): Promise<{ id: string }[]> {
  return scope.sql(
    'documents.explainRefunds',
    `SELECT t.refund_id AS id FROM payment_allocations a
     JOIN payment_refund_parts t ON t.company_id = a.company_id AND t.allocation_id = a.id
     WHERE a.company_id = $1 AND a.document_id = $2 ORDER BY t.refund_id`,
    [scope.companyId, invoiceId],
  )
}

/** The entries of these sources and what reverses them, oldest first, with who posted them. */
async function loadEntries(scope: Scope, sources: readonly Source[]): Promise<Entry[]> {
  const rows = await scope.sql<Omit<Entry, 'lines'> & Entry['lines'][number]>(
    'documents.explainEntries',
    `WITH named AS (
       SELECT e.* FROM jsonb_to_recordset($2::jsonb) AS s ("sourceType" text, "sourceId" uuid)
       JOIN journal_entries e ON e.company_id = $1 AND e.source_type = s."sourceType" AND e.source_id = s."sourceId"
     ), entries AS (
       SELECT * FROM named
       UNION
       SELECT r.* FROM named n JOIN journal_entries r ON r.company_id = $1 AND r.reverses_entry_id = n.id
     )
     SELECT e.id, e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType", e.source_id AS "sourceId",
            e.reverses_entry_id AS "reversesEntryId", e.posted_at AS "postedAt", m.display_name AS "actorName", e.request_id AS "requestId",
            a.code AS "accountCode", a.name AS "accountName", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
     FROM entries e
     JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id
     LEFT JOIN members m ON m.company_id = $1 AND m.user_id = e.posted_by
     ORDER BY e.posted_at, e.id, l.line_no`,
    [scope.companyId, JSON.stringify(sources)],
  )
  const entries = new Map<string, Entry>()
  for (const { accountCode, accountName, debitCents, creditCents, ...entry } of rows) {
    const known = entries.get(entry.id) ?? { ...entry, lines: [] }
    known.lines.push({ accountCode, accountName, debitCents, creditCents })
    entries.set(entry.id, known)
  }
  return [...entries.values()]
}
