import { checkInvariants } from '#modules/reports/server/index.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import type { TestHouse } from '../house.ts'
import type { Books } from './books.ts'

/** What the database holds, as far as the reference speaks of it. */
export type Standing = {
  invoices: Record<string, string>
  payments: Record<string, string>
  notes: Record<string, string>
  bills: Record<string, string>
  expenses: Record<string, string>
  credit: Record<string, number>
  /** Refunds that did not arrive at once, or not yet. */
  refunds: Record<string, string>
  accounts: Record<string, number>
  entries: number
  lockedThrough: string | null
}

/** Everything that is looked at after a step, on one snapshot. */
export type Look = { standing: Standing; frozen: Map<string, string>; broken: string[] }

export async function look(house: TestHouse, companyId: string): Promise<Look> {
  const options = { ...house, origin: { requestId: 'model' }, mode: 'read' } as const
  return openScope(options, companyId, { kind: 'system', name: 'model' }, async (scope) => {
    const verdicts = await checkInvariants(scope)
    const broken = verdicts.flatMap(({ ok, name, findings }) => (ok ? [] : [`${name}: ${JSON.stringify(findings)}`]))
    return { standing: await standing(scope), frozen: await frozen(scope), broken }
  })
}

async function standing(scope: Scope): Promise<Standing> {
  const [row] = await scope.sql<{ standing: Standing }>('model.standing', standingStatement, [scope.companyId])
  return row?.standing as Standing
}

const standingStatement = `SELECT jsonb_build_object(
  'invoices', (SELECT coalesce(jsonb_object_agg(id, concat_ws(' ', CASE WHEN deleted_at IS NULL THEN state ELSE 'deleted' END, total_cents, balance_due_cents)), '{}') FROM documents WHERE company_id = $1),
  'payments', (SELECT coalesce(jsonb_object_agg(p.id, concat_ws(' ', p.amount_cents, p.refunded_cents, CASE WHEN r.id IS NOT NULL THEN 'reversed' ELSE p.state END)), '{}')
    FROM payments p LEFT JOIN payment_reversals r ON r.company_id = p.company_id AND r.payment_id = p.id WHERE p.company_id = $1),
  'refunds', (SELECT coalesce(jsonb_object_agg(id, concat_ws(' ', amount_cents, state)), '{}') FROM payment_refunds WHERE company_id = $1 AND announced_on IS NOT NULL),
  'notes', (SELECT coalesce(jsonb_object_agg(n.id, concat_ws(' ', CASE WHEN r.id IS NULL THEN n.state ELSE 'reversed' END, n.subtotal_cents, n.tax_cents, n.ar_applied_cents)), '{}')
    FROM credit_notes n LEFT JOIN credit_note_reversals r ON r.company_id = n.company_id AND r.credit_note_id = n.id WHERE n.company_id = $1),
  'bills', (SELECT coalesce(jsonb_object_agg(id, concat_ws(' ', CASE WHEN deleted_at IS NULL THEN state ELSE 'deleted' END, total_cents, balance_due_cents)), '{}') FROM bills WHERE company_id = $1),
  'expenses', (SELECT coalesce(jsonb_object_agg(id, concat_ws(' ', CASE WHEN deleted_at IS NULL THEN state ELSE 'deleted' END, amount_cents, coalesce(posted_on, spent_on))), '{}') FROM expenses WHERE company_id = $1),
  'credit', (SELECT jsonb_object_agg(id, credit_cents) FROM clients WHERE company_id = $1),
  'accounts', (SELECT coalesce(jsonb_object_agg(code, cents), '{}') FROM (
    SELECT a.code, sum(l.debit_cents - l.credit_cents) AS cents FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
    WHERE l.company_id = $1 GROUP BY a.code) s WHERE cents <> 0),
  'entries', (SELECT count(*) FROM journal_entries WHERE company_id = $1),
  'lockedThrough', (SELECT books_locked_through FROM companies WHERE id = $1)) AS standing`

/** The same, as the reference has it. */
export function expected(books: Books): Standing {
  const by = <T extends { id: string }>(all: Iterable<T>, text: (one: T) => string) =>
    Object.fromEntries([...all].map((one) => [one.id, text(one)]))
  return {
    invoices: by(books.invoices.values(), (one) => `${one.state} ${one.total} ${one.due}`),
    payments: by(
      books.payments.values(),
      (one) => `${one.amount} ${one.refunded} ${one.reversed ? 'reversed' : one.state}`,
    ),
    refunds: by(books.refunds.values(), (one) => `${one.amount} ${one.state}`),
    notes: by(books.notes.values(), (one) => `${one.state} ${one.subtotal} ${one.tax} ${one.applied}`),
    bills: by(books.bills.values(), (one) => `${one.state} ${one.total} ${one.due}`),
    expenses: by(books.expenses.values(), (one) => `${one.state} ${one.amount} ${one.postedOn}`),
    credit: Object.fromEntries(books.credit),
    accounts: Object.fromEntries([...books.accounts].filter(([, cents]) => cents !== 0)),
    entries: books.entries,
    lockedThrough: books.lockedThrough,
  }
}

/** What may still change on rows that were posted; everything else stays byte for byte. */
const movable: Record<string, readonly string[]> = {
  journal_entries: [],
  journal_lines: [],
  client_credit_entries: [],
  payment_allocations: ['refunded_cents'],
  payment_fees: [],
  intended_allocations: [],
  payment_reversals: [],
  payment_refund_parts: [],
  credit_applications: [],
  credit_application_reversals: [],
  credit_adjustments: [],
  credit_note_reversals: [],
  write_offs: [],
  write_off_reversals: [],
  invoice_corrections: [],
  bill_payments: [],
  bill_payment_allocations: [],
  bill_payment_reversals: [],
  expense_reimbursements: [],
  expense_reimbursement_items: [],
  expense_reimbursement_reversals: [],
}

/** Tables whose rows have no id of their own. */
const keys: Record<string, string> = {
  journal_lines: "entry_id || ' ' || line_no",
  expense_reimbursement_items: "reimbursement_id || ' ' || expense_id",
  bill_payment_allocations: "payment_id || ' ' || bill_id",
}

const frozenStatement = [
  ...Object.entries(movable).map(
    ([table, columns]) =>
      `SELECT '${table} ' || ${keys[table] ?? 'id'} AS id, md5((to_jsonb(t) - '{${columns.join(',')}}'::text[])::text) AS hash FROM ${table} t WHERE company_id = $1`,
  ),
  `SELECT 'payments ' || id, md5((to_jsonb(p) - 'refunded_cents')::text) FROM payments p WHERE company_id = $1 AND state <> 'pending'`,
  `SELECT 'payment_refunds ' || id, md5(to_jsonb(r)::text) FROM payment_refunds r WHERE company_id = $1 AND state <> 'pending'`,
  `SELECT 'documents ' || id, md5((to_jsonb(d) - '{state,balance_due_cents,moved_from,moved_to,owed_class,internal_note,voided_at,paid_at,updated_at,revision}'::text[])::text)
   FROM documents d WHERE company_id = $1 AND state <> 'draft'`,
  `SELECT 'document_lines ' || l.id, md5(to_jsonb(l)::text) FROM document_lines l JOIN documents d ON d.company_id = l.company_id AND d.id = l.document_id AND d.state <> 'draft'
   WHERE l.company_id = $1`,
  `SELECT 'credit_notes ' || id, md5(to_jsonb(n)::text) FROM credit_notes n WHERE company_id = $1 AND state = 'posted'`,
  `SELECT 'bills ' || id, md5((to_jsonb(b) - '{state,balance_due_cents,notes,voided_on,voided_at,paid_at,updated_at,revision}'::text[])::text)
   FROM bills b WHERE company_id = $1 AND state <> 'draft'`,
  `SELECT 'expenses ' || id, md5(jsonb_build_array(amount_cents, tax_cents, spent_on, posted_on, paid_by, member_id, category_id, merchant_id)::text)
   FROM expenses WHERE company_id = $1 AND state IN ('approved', 'reimbursed', 'void')`,
  `SELECT 'audit_events ' || id, md5(to_jsonb(e)::text) FROM audit_events e WHERE company_id = $1`,
].join(' UNION ALL ')

/** Row → hash of what must never change on it. */
async function frozen(scope: Scope): Promise<Map<string, string>> {
  const rows = await scope.sql<{ id: string; hash: string }>('model.frozen', frozenStatement, [scope.companyId])
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Rows that were there before and are gone or differ. */
export function changedRows(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([id, hash]) => after.get(id) !== hash).map(([id]) => id)
}
