import { and, eq, gte, lte, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadEntries } from './entry-queries.ts'
import { findReversals, loadAllocations, loadPayment, type PaymentRow } from './payment-store.ts'
import { billPayments } from './tables.ts'
import { vendorNames } from './vendor-store.ts'

type Shown = Omit<PaymentRow, 'companyId' | 'createdBy'>

/** Payments as the contract shows them, in a fixed number of statements. */
async function answerPayments(scope: Scope, rows: readonly Shown[]): Promise<contract.BillPayment[]> {
  const ids = rows.map((row) => row.id)
  const names = await vendorNames(
    scope,
    rows.map((row) => row.vendorId),
  )
  const accounts = await accountNames(
    scope,
    rows.map((row) => row.accountId),
  )
  const reversals = await findReversals(scope, ids)
  const allocations = Map.groupBy(await loadAllocations(scope, ids), (one) => one.paymentId)
  return rows.map(({ id, vendorId, paidOn, amountCents, accountId, reference, notes, createdAt }) => {
    const undone = reversals.get(id)
    return {
      ...{ id, vendorId, paidOn, amountCents, accountId, reference, notes, createdAt },
      vendorName: names.get(vendorId) ?? '',
      accountCode: accounts.get(accountId)?.code ?? '',
      accountName: accounts.get(accountId)?.name ?? '',
      state: undone ? 'reversed' : 'paid',
      reversal: undone
        ? { id: undone.id, reversedOn: undone.reversedOn, reason: undone.reason, createdAt: undone.createdAt }
        : null,
      bills: (allocations.get(id) ?? []).map(({ paymentId: _payment, ...part }) => part),
    }
  })
}

export async function answerPayment(scope: Scope, row: Shown): Promise<contract.BillPayment> {
  return present((await answerPayments(scope, [row]))[0])
}

/** Account id → code and name. */
export async function accountNames(scope: Scope, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map<string, { code: string; name: string }>()
  const rows = await scope.sql<{ id: string; code: string; name: string }>(
    'payables.accountNames',
    'SELECT id, code, name FROM accounts WHERE company_id = $1 AND id = ANY ($2::uuid[])',
    [scope.companyId, wanted],
  )
  return new Map(rows.map(({ id, ...account }) => [id, account]))
}

export const listBillPayments = query({
  name: 'payables.listBillPayments',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.listBillPayments.input,
  async run(scope, input) {
    const of = billPayments
    const page = keyset('-paid', { by: of.paidOn, id: of.id, type: 'date', descending: true }, input)
    const rows = await scope.tx
      .select({ ...shown, sortValue: page.value })
      .from(of)
      .where(
        and(
          eq(of.companyId, scope.companyId),
          input.vendorId ? eq(of.vendorId, input.vendorId) : undefined,
          input.from ? gte(of.paidOn, input.from) : undefined,
          input.to ? lte(of.paidOn, input.to) : undefined,
          input.billId ? paying(input.billId) : undefined,
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    return { items: await answerPayments(scope, items), nextCursor }
  },
})

const shown = {
  id: billPayments.id,
  vendorId: billPayments.vendorId,
  paidOn: billPayments.paidOn,
  amountCents: billPayments.amountCents,
  accountId: billPayments.accountId,
  reference: billPayments.reference,
  notes: billPayments.notes,
  createdAt: billPayments.createdAt,
}

const paying = (billId: string) => sql`${billPayments.id} IN (
  SELECT a.payment_id FROM bill_payment_allocations a WHERE a.company_id = ${billPayments.companyId} AND a.bill_id = ${billId})`

export const readBillPayment = query({
  name: 'payables.readBillPayment',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readBillPayment.input,
  async run(scope, { billPaymentId }) {
    const payment = await answerPayment(scope, await loadPayment(scope, billPaymentId))
    const sources = [billPaymentId, ...(payment.reversal ? [payment.reversal.id] : [])]
    return { ...payment, entries: await loadEntries(scope, ['bill_payment', 'bill_payment_reversal'], sources) }
  },
})
