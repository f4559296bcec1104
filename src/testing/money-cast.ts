import { expect } from 'vitest'
import type { z } from 'zod'
import { explainInvoice } from '#modules/documents/contract.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment, refundPayment, reversePayment } from '#modules/payments/server/index.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import { companies } from './cast.ts'
import type { TestHouse } from './house.ts'

type Side = { code: string; debit: number; credit: number; project: string | null }

/** Invoices that were sent, and what the books say about a client, for tests of what money does. */
export function moneyCast(house: TestHouse) {
  const one = async <Row extends object>(text: string, values: unknown[]) =>
    (await house.sql<Row>('app', text, values))[0]
  return {
    /** A sent invoice over so many cents; no tax, no e-mail. */
    async invoice(
      clientId: string,
      cents: number,
      more: { issuedOn?: string; dueOn?: string; projectId?: string } = {},
    ) {
      const lines = [{ name: 'Design', unitPriceCents: cents }]
      const { id } = await house.as.mia.execute(createInvoice, { clientId, lines, issuedOn: '2026-03-02', ...more })
      return house.as.mia.execute(sendInvoice, { invoiceId: id, email: null })
    },
    draft: (clientId: string, cents: number) =>
      house.as.mia.execute(createInvoice, { clientId, lines: [{ name: 'Design', unitPriceCents: cents }] }),
    /** State and balance, as `partially_paid 600`. */
    async standing(invoiceId: string): Promise<string> {
      const row = await one<{ state: string; due: number }>(
        'SELECT state, balance_due_cents AS due FROM documents WHERE id = $1',
        [invoiceId],
      )
      return `${row?.state} ${row?.due}`
    },
    async credit(clientId: string): Promise<number> {
      const row = await one<{ cents: string }>('SELECT credit_cents AS cents FROM clients WHERE id = $1', [clientId])
      return Number(row?.cents)
    },
    /** The lines that a source posted, in their order. */
    lines: (sourceType: string, sourceId: string) =>
      house.sql<Side>(
        'app',
        `SELECT a.code, l.debit_cents::int AS debit, l.credit_cents::int AS credit, l.project_id AS project
         FROM journal_entries e
         JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
         JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
         WHERE e.source_type = $1 AND e.source_id = $2 ORDER BY l.line_no`,
        [sourceType, sourceId],
      ),
    /** What stands on an account for a client, debits less credits. */
    async balance(code: string, clientId: string): Promise<number> {
      const row = await one<{ cents: number }>(
        `SELECT coalesce(sum(l.debit_cents - l.credit_cents), 0)::int AS cents
         FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
         WHERE a.code = $1 AND l.client_id = $2`,
        [code, clientId],
      )
      return row?.cents ?? 0
    },
    ...paying(house),
    ...asserting(house),
  }
}

/** Money that really comes and goes: payments and credit, for tests of modules that stand below payments. */
function paying(house: TestHouse) {
  const check = (clientId: string, invoiceId: string | null, amountCents: number) => ({
    ...{ clientId, method: 'check', amountCents },
    allocations: invoiceId === null ? [] : [{ invoiceId, amountCents }],
  })
  const pay = (clientId: string, invoiceId: string | null, amountCents: number, more: { receivedOn?: string } = {}) =>
    house.as.mia.execute(recordPayment, { ...check(clientId, invoiceId, amountCents), ...more })
  return {
    /** A check over so many cents for one invoice, today; without an invoice it is kept as credit. */
    pay,
    /** The same, only shown. */
    previewPay: (clientId: string, invoiceId: string, amountCents: number) =>
      house.as.mia.preview(recordPayment, check(clientId, invoiceId, amountCents)),
    refund: (paymentId: string, amountCents: number) => house.as.ben.execute(refundPayment, { paymentId, amountCents }),
    reverse: (paymentId: string) => house.as.ben.execute(reversePayment, { paymentId }),
    /** Credit of the client that goes onto an invoice; a check brings it in before. */
    async applyNewCredit(clientId: string, invoiceId: string, amountCents: number) {
      await pay(clientId, null, amountCents)
      return house.as.mia.execute(applyCredit, { clientId, invoiceId, amountCents })
    },
  }
}

/** What must be true of the books, whatever was done. */
function asserting(house: TestHouse) {
  return {
    /** Where the balance of an invoice comes from, as the screen asks. */
    explained: async (invoiceId: string): Promise<z.output<typeof explainInvoice.answer>> =>
      (await house.as.ada.http.call(explainInvoice, { invoiceId })).json(),
    /** All invariants of Maple Studio, as `ez360 invariants` asks them, and those below. */
    async assertInvariants(): Promise<void> {
      const verdicts = await house.as.ada.scope(checkInvariants)
      expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
      await this.assertBooks()
    },
    /** Invariants 1, 2, 3 and 6 of the books, by SQL alone, for both companies. */
    async assertBooks(): Promise<void> {
      for (const company of Object.values(companies)) {
        for (const [rule, text] of Object.entries(invariants)) {
          expect(await house.sql('app', text, [], company.id), `${rule} (${company.name})`).toEqual([])
        }
      }
    },
  }
}

/** Each selects what breaks its rule. */
const invariants = {
  'every entry is balanced': `
    SELECT entry_id FROM journal_lines GROUP BY entry_id HAVING sum(debit_cents) <> sum(credit_cents) OR sum(debit_cents) = 0`,
  'what clients owe is what stands on 1100, client by client': `
    SELECT client_id FROM (
      SELECT client_id, balance_due_cents AS cents FROM documents WHERE document_type = 'invoice'
      UNION ALL
      SELECT l.client_id, l.credit_cents - l.debit_cents FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id AND a.code = '1100') both_sides
    GROUP BY client_id HAVING sum(cents) <> 0`,
  'credit ledger, rollup and 2200 agree, client by client': `
    SELECT id FROM (
      SELECT c.id, c.credit_cents,
        (SELECT coalesce(sum(cents_delta), 0) FROM client_credit_entries e WHERE e.client_id = c.id) AS ledger,
        (SELECT coalesce(sum(l.credit_cents - l.debit_cents), 0) FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id AND a.code = '2200' WHERE l.client_id = c.id) AS books
      FROM clients c) each_client
    WHERE credit_cents < 0 OR credit_cents <> ledger OR credit_cents <> books`,
  'every payment, application, refund, adjustment and reversal has one entry': `
    SELECT s.id FROM (
      SELECT id, 'payment' AS source_type FROM payments WHERE state = 'succeeded' UNION ALL SELECT id, 'credit_application' FROM credit_applications
      UNION ALL SELECT id, 'payment_reversal' FROM payment_reversals
      UNION ALL SELECT id, 'payment_refund' FROM payment_refunds WHERE state = 'succeeded' UNION ALL SELECT id, 'payment_fee' FROM payment_fees
      UNION ALL SELECT id, 'credit_application_reversal' FROM credit_application_reversals
      UNION ALL SELECT id, 'credit_adjustment' FROM credit_adjustments) s
    LEFT JOIN journal_entries e ON e.source_type = s.source_type AND e.source_id = s.id
    GROUP BY s.id HAVING count(e.id) <> 1`,
  'an invoice owes its total less live payments and credit': `
    SELECT d.id FROM documents d WHERE d.document_type = 'invoice' AND d.state NOT IN ('draft', 'void') AND d.balance_due_cents <> d.total_cents
      - (SELECT coalesce(sum(a.amount_cents - a.refunded_cents), 0) FROM payment_allocations a WHERE a.document_id = d.id
           AND NOT EXISTS (SELECT FROM payment_reversals r WHERE r.payment_id = a.payment_id))
      - (SELECT coalesce(sum(c.amount_cents), 0) FROM credit_applications c WHERE c.document_id = d.id
           AND NOT EXISTS (SELECT FROM credit_application_reversals r WHERE r.application_id = c.id))`,
  'the rollup per account and month is the sum of its lines': `
    SELECT account_id FROM (
      SELECT account_id, date_trunc('month', entry_date)::date AS month, debit_cents, credit_cents FROM journal_lines
      UNION ALL SELECT account_id, month, -debit_cents, -credit_cents FROM account_balances) both_sides
    GROUP BY account_id, month HAVING sum(debit_cents) <> 0 OR sum(credit_cents) <> 0`,
} as const
