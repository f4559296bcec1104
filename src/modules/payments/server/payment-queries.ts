import { and, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Page } from '#kernel/paging.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { invoiceNumbers } from '#modules/documents/server/index.ts'
import { keyset } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile, stateCell } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { PaymentListItem } from '../contract.ts'
import * as contract from '../contract.ts'
import { creditedOf } from './store.ts'
import { payments } from './tables.ts'

type ListInput = z.output<typeof contract.listPayments.input>

/** Payments, latest first, a page at a time, in a fixed number of statements; all that the filters find as a file. */
export const listPayments = query({
  name: 'payments.listPayments',
  needs: 'payments:read',
  input: contract.listPayments.input,
  run: async (scope, input) => (input.format === 'csv' ? paymentsFile(scope, input) : paymentPage(scope, input)),
})

async function paymentPage(scope: Scope, input: ListInput): Promise<Page<PaymentListItem>> {
  const order = { by: payments.receivedOn, id: payments.id, type: 'date', descending: true } as const
  const page = keyset('-received', order, input)
  const rows = await scope.tx
    .select({ ...listed, reversed, sortValue: page.value })
    .from(payments)
    .where(and(...(await conditions(scope, input)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const clients = await clientNames(
    scope,
    items.map((item) => item.clientId),
  )
  const allocations = await allocationsOf(
    scope,
    items.map((item) => item.id),
  )
  const numbers = await invoiceNumbers(
    scope,
    [...allocations.values()].flat().map((one) => one.documentId),
  )
  return {
    items: items.map(({ reversed: undone, state, ...item }) => {
      const parts = allocations.get(item.id) ?? []
      return {
        ...item,
        clientName: clients.get(item.clientId) ?? '',
        creditedCents: state === 'succeeded' ? creditedOf(item, parts) : 0,
        state: undone ? ('reversed' as const) : state,
        invoices: parts.map((one) => ({
          id: one.documentId,
          number: numbers.get(one.documentId) ?? '',
          amountCents: one.amountCents,
        })),
      }
    }),
    nextCursor,
  }
}

async function paymentsFile(scope: Scope, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  return listFile('payments', input, (page) => paymentPage(scope, page), [
    ['Received', (one) => one.receivedOn],
    ['Client', (one) => one.clientName],
    ['Method', (one) => one.method],
    ['Reference', (one) => one.reference],
    ['Amount', (one) => money(one.amountCents)],
    ['Refunded', (one) => money(one.refundedCents)],
    ['Kept as credit', (one) => money(one.creditedCents)],
    ['Invoices', (one) => one.invoices.map((invoice) => invoice.number).join(', ')],
    ['State', (one) => stateCell(one.state)],
  ])
}

const listed = {
  id: payments.id,
  clientId: payments.clientId,
  receivedOn: payments.receivedOn,
  method: payments.method,
  amountCents: payments.amountCents,
  refundedCents: payments.refundedCents,
  reference: payments.reference,
  state: payments.state,
}

// Columns by their full names: in what is selected, Drizzle writes them without their table. Not EXISTS, which may be
// answered from a hash over all reversals, for a page of payments.
const reversed = sql<boolean>`coalesce((
  SELECT true FROM payment_reversals r WHERE r.company_id = payments.company_id AND r.payment_id = payments.id), false)`

/** How a payment stands is derived: from what was refunded, and from its reversal. */
const standings = {
  pending: sql`(payments.state = 'pending')`,
  failed: sql`(payments.state = 'failed')`,
  received: sql`(payments.state = 'succeeded' AND payments.refunded_cents = 0 AND NOT ${reversed})`,
  partly_refunded: sql`(payments.refunded_cents > 0 AND payments.refunded_cents < payments.amount_cents)`,
  refunded: sql`(payments.refunded_cents > 0 AND payments.refunded_cents = payments.amount_cents)`,
  reversed: sql`payments.id IN (SELECT r.payment_id FROM payment_reversals r WHERE r.company_id = payments.company_id)`,
} as const

async function conditions(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  return [
    eq(payments.companyId, scope.companyId),
    input.clientId ? eq(payments.clientId, input.clientId) : undefined,
    input.invoiceId ? paying(input.invoiceId) : undefined,
    input.method ? inArray(payments.method, input.method) : undefined,
    input.standing ? or(...input.standing.map((one) => standings[one])) : undefined,
    input.from ? gte(payments.receivedOn, input.from) : undefined,
    input.to ? lte(payments.receivedOn, input.to) : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

/** What paid the invoice, and what did not arrive and is, or was, meant for it. */
const paying = (invoiceId: string) => sql`${payments.id} IN (
  SELECT a.payment_id FROM payment_allocations a WHERE a.company_id = ${payments.companyId} AND a.document_id = ${invoiceId}
  UNION ALL SELECT i.payment_id FROM intended_allocations i JOIN payments m ON m.company_id = i.company_id AND m.id = i.payment_id AND m.state <> 'succeeded'
  WHERE i.company_id = ${payments.companyId} AND i.document_id = ${invoiceId})`

/** References and client names. */
async function searched(scope: Scope, q: string): Promise<SQL | undefined> {
  const found = await findWords(scope, q, 'payments', 'clients')
  const clientText = sql`(SELECT c.search_text FROM clients c WHERE c.company_id = ${payments.companyId} AND c.id = ${payments.clientId})`
  return or(
    found.among('payments', payments.id, payments.searchText),
    found.among('clients', payments.clientId, clientText),
  )
}

/** Payment id → which invoices it paid or, as it did not arrive, was meant for. */
async function allocationsOf(
  scope: Scope,
  paymentIds: readonly string[],
): Promise<Map<string, { documentId: string; amountCents: number }[]>> {
  const found = new Map<string, { documentId: string; amountCents: number }[]>()
  if (paymentIds.length === 0) return found
  const rows = await scope.sql<{ paymentId: string; documentId: string; amountCents: number }>(
    'payments.allocationsOf',
    `SELECT a.payment_id AS "paymentId", a.document_id AS "documentId", a.amount_cents AS "amountCents" FROM (
       SELECT id, payment_id, document_id, amount_cents FROM payment_allocations WHERE company_id = $1 AND payment_id = ANY ($2)
       UNION ALL SELECT i.id, i.payment_id, i.document_id, i.amount_cents FROM intended_allocations i
         JOIN payments p ON p.company_id = i.company_id AND p.id = i.payment_id AND p.state <> 'succeeded'
         WHERE i.company_id = $1 AND i.payment_id = ANY ($2)) a
     ORDER BY a.id`,
    [scope.companyId, [...paymentIds]],
  )
  for (const { paymentId, ...allocation } of rows) {
    found.set(paymentId, [...(found.get(paymentId) ?? []), allocation])
  }
  return found
}
