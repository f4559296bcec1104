import { clientNames, findClients } from '#modules/clients/server/index.ts'
import { invoiceNumbers, sharing } from '#modules/documents/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { PaymentEntry } from '../contract.ts'
import * as contract from '../contract.ts'
import { findFee } from './fee-store.ts'
import { loadMeant } from './pending-store.ts'
import { loadRefunds, promisedCredit } from './refund-store.ts'
import { findReversal, loadAllocations, loadPayment } from './store.ts'
import { toPayment } from './to-payment.ts'

/** One payment with all that it did, the books included. */
export const readPayment = query({
  name: 'payments.readPayment',
  needs: 'payments:read',
  input: contract.readPayment.input,
  async run(scope, { paymentId }) {
    const payment = await loadPayment(scope, paymentId)
    const allocations = await loadAllocations(scope, paymentId)
    const reversal = await findReversal(scope, paymentId)
    const refunds = await loadRefunds(scope, paymentId)
    const fee = await findFee(scope, paymentId)
    const meant = payment.state === 'succeeded' ? [] : await loadMeant(scope, paymentId)
    const names = await clientNames(scope, [payment.clientId])
    const client = (await findClients(scope, [payment.clientId])).get(payment.clientId)
    const numbers = await invoiceNumbers(
      scope,
      [...allocations, ...meant].map((one) => one.documentId),
    )
    const clientName = names.get(payment.clientId) ?? ''
    return {
      ...toPayment({ payment, clientName, allocations, meant, numbers, feeCents: fee?.amountCents ?? 0, reversal }),
      refunds,
      clientCreditCents: (client?.creditCents ?? 0) - (await promisedCredit(scope, payment.clientId)),
      clientEmail: client?.email ?? null,
      deliveries: await sharing.loadDeliveries(scope, { paymentId }),
      entries: await loadEntries(scope, [
        { sourceType: 'payment', sourceId: paymentId },
        ...(reversal ? [{ sourceType: 'payment_reversal', sourceId: reversal.id }] : []),
        ...(fee ? [{ sourceType: 'payment_fee', sourceId: fee.id }] : []),
        ...(fee?.entryId ? [{ sourceType: 'reversal', sourceId: fee.entryId }] : []),
        ...refunds.map(({ id }) => ({ sourceType: 'payment_refund', sourceId: id })),
      ]),
    }
  },
})

type Row = Omit<PaymentEntry, 'lines'> & PaymentEntry['lines'][number]

type Source = { sourceType: string; sourceId: string }

/** The entries of the payment, its fee, its reversal and its refunds, with who posted them and in which request. */
async function loadEntries(scope: Scope, sources: readonly Source[]): Promise<PaymentEntry[]> {
  const rows = await scope.sql<Row>(
    'payments.entries',
    `SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType", e.posted_at AS "postedAt",
            m.display_name AS "postedByName", e.request_id AS "requestId",
            a.id AS "accountId", a.code AS "accountCode", a.name AS "accountName", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
     FROM jsonb_to_recordset($2::jsonb) AS s ("sourceType" text, "sourceId" uuid)
     JOIN journal_entries e ON e.company_id = $1 AND e.source_type = s."sourceType" AND e.source_id = s."sourceId"
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     LEFT JOIN members m ON m.company_id = e.company_id AND m.user_id = e.posted_by
     ORDER BY e.posted_at, e.id, l.line_no`,
    [scope.companyId, JSON.stringify(sources)],
  )
  const entries = new Map<string, PaymentEntry>()
  for (const { accountId, accountCode, accountName, debitCents, creditCents, ...entry } of rows) {
    const known = entries.get(entry.entryId) ?? { ...entry, lines: [] }
    known.lines.push({ accountId, accountCode, accountName, debitCents, creditCents })
    entries.set(entry.entryId, known)
  }
  return [...entries.values()]
}
