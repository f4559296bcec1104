import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { loadClient } from '#modules/clients/server/index.ts'
import { invoiceNumbers } from '#modules/documents/server/index.ts'
import { keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { clientCreditEntries, creditApplicationReversals, creditApplications } from './tables.ts'

/** Its short name stands in the subqueries below: in what is selected, Drizzle writes columns without their table. */
const entries = alias(clientCreditEntries, 'e')
const undoing = creditApplicationReversals

/** A client's credit, and the ledger that it is the sum of, newest first. */
export const readClientCredit = query({
  name: 'payments.readClientCredit',
  needs: 'payments:read',
  input: contract.readClientCredit.input,
  async run(scope, { clientId, ...asked }) {
    const client = await loadClient(scope, clientId)
    const page = keyset(
      '-created',
      { by: entries.createdAt, id: entries.id, type: 'timestamptz', descending: true },
      asked,
    )
    const rows = await scope.tx
      .select({ ...listed, creditAfterCents, invoiceId, paymentId, reason, undone, sortValue: page.value })
      .from(entries)
      .where(and(eq(entries.companyId, scope.companyId), eq(entries.clientId, clientId), page.after))
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    const numbers = await invoiceNumbers(
      scope,
      items.flatMap((item) => item.invoiceId ?? []),
    )
    return {
      clientId,
      clientName: client.displayName,
      creditCents: client.creditCents,
      items: items.map(({ invoiceId: id, ...item }) => ({
        ...item,
        invoice: id === null ? null : { id, number: numbers.get(id) ?? '' },
      })),
      nextCursor,
    }
  },
})

const listed = {
  id: entries.id,
  occurredOn: entries.occurredOn,
  kind: entries.kind,
  centsDelta: entries.centsDelta,
  sourceId: entries.sourceId,
  createdAt: entries.createdAt,
}

/** The client's credit right after the entry: the sum up to it, read from the index of the client's ledger. */
const creditAfterCents = sql<number>`(
  SELECT sum(b.cents_delta)::bigint FROM client_credit_entries b
  WHERE b.company_id = e.company_id AND b.client_id = e.client_id
    AND (b.created_at, b.id) <= (e.created_at, e.id))`.mapWith(Number)

const invoiceId = sql<string | null>`(
  SELECT c.document_id FROM credit_applications c
  WHERE c.company_id = e.company_id AND e.kind IN ('application', 'application_reversal') AND c.id = CASE e.kind WHEN 'application' THEN e.source_id
    ELSE (SELECT r.application_id FROM credit_application_reversals r WHERE r.company_id = e.company_id AND r.id = e.source_id) END)`

/** The reversal of a payment is entered under the payment, a refund under itself. */
const paymentId = sql<string | null>`CASE
  WHEN e.kind IN ('overpayment', 'payment_reversal') THEN e.source_id
  WHEN e.kind = 'refund' THEN (SELECT r.payment_id FROM payment_refunds r WHERE r.company_id = e.company_id AND r.id = e.source_id) END`

const reason = sql<string | null>`CASE e.kind
  WHEN 'manual_adjustment' THEN (SELECT a.reason FROM credit_adjustments a WHERE a.company_id = e.company_id AND a.id = e.source_id)
  WHEN 'application_reversal' THEN (SELECT r.reason FROM credit_application_reversals r WHERE r.company_id = e.company_id AND r.id = e.source_id)
  WHEN 'refund' THEN (SELECT r.reason FROM payment_refunds r WHERE r.company_id = e.company_id AND r.id = e.source_id)
  WHEN 'payment_reversal' THEN (SELECT r.reason FROM payment_reversals r WHERE r.company_id = e.company_id AND r.payment_id = e.source_id) END`

// Not EXISTS, which may be answered from a hash over all reversals, for a page of entries.
const undone = sql<boolean>`(e.kind = 'application' AND coalesce((
  SELECT true FROM credit_application_reversals r WHERE r.company_id = e.company_id AND r.application_id = e.source_id), false))`

/** Invoices that were paid from credit, latest first. */
export const listCreditApplications = query({
  name: 'payments.listCreditApplications',
  needs: 'payments:read',
  input: contract.listCreditApplications.input,
  async run(scope, { clientId, invoiceId: paid, ...asked }) {
    const of = creditApplications
    const page = keyset('-created', { by: of.createdAt, id: of.id, type: 'timestamptz', descending: true }, asked)
    const rows = await scope.tx
      .select({
        ...{ id: of.id, clientId: of.clientId, invoiceId: of.documentId, appliedOn: of.appliedOn },
        ...{ amountCents: of.amountCents, createdAt: of.createdAt, sortValue: page.value },
        reversal: { id: undoing.id, reversedOn: undoing.reversedOn, reason: undoing.reason },
      })
      .from(of)
      .leftJoin(undoing, and(eq(undoing.companyId, of.companyId), eq(undoing.applicationId, of.id)))
      .where(
        and(
          eq(of.companyId, scope.companyId),
          clientId ? eq(of.clientId, clientId) : undefined,
          paid ? eq(of.documentId, paid) : undefined,
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    const numbers = await invoiceNumbers(
      scope,
      items.map((item) => item.invoiceId),
    )
    return {
      items: items.map((item) => ({ ...item, invoiceNumber: numbers.get(item.invoiceId) ?? '' })),
      nextCursor,
    }
  },
})
