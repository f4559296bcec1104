import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { postMissing } from './post-missing.ts'

/** What did not say what its source says, how many rows were put right, and which, as far as they are few. */
export type Repair = { rollup: string; rows: number; ids: string[] }

const one = (table: string, column: string, truth: string) => `
  UPDATE ${table} t SET ${column} = x.cents FROM (${truth}) x
  WHERE t.company_id = $1 AND t.id = x.id AND t.${column} <> x.cents RETURNING t.id`

const refundsOf = `SELECT p.id, coalesce(sum(r.amount_cents), 0)::bigint AS cents FROM payments p
  LEFT JOIN payment_refunds r ON r.company_id = p.company_id AND r.payment_id = p.id AND r.state = 'succeeded' WHERE p.company_id = $1 GROUP BY p.id`
const partsOf = `SELECT a.id, coalesce(sum(t.amount_cents) FILTER (WHERE r.id IS NOT NULL), 0)::bigint AS cents FROM payment_allocations a
  LEFT JOIN payment_refund_parts t ON t.company_id = a.company_id AND t.allocation_id = a.id
  LEFT JOIN payment_refunds r ON r.company_id = t.company_id AND r.id = t.refund_id AND r.state = 'succeeded' WHERE a.company_id = $1 GROUP BY a.id`
const creditOf = `SELECT k.id, coalesce(sum(e.cents_delta), 0)::bigint AS cents FROM clients k
  LEFT JOIN client_credit_entries e ON e.company_id = k.company_id AND e.client_id = k.id WHERE k.company_id = $1 GROUP BY k.id`
const dueOn = `SELECT b.id, (CASE WHEN b.state IN ('draft', 'void') THEN 0 ELSE b.total_cents - coalesce(sum(a.amount_cents) FILTER (WHERE r.id IS NULL), 0) END)::bigint AS cents
  FROM bills b LEFT JOIN bill_payment_allocations a ON a.company_id = b.company_id AND a.bill_id = b.id
  LEFT JOIN bill_payment_reversals r ON r.company_id = a.company_id AND r.payment_id = a.payment_id WHERE b.company_id = $1 GROUP BY b.company_id, b.id`

/** Credit entries that a record of money should have made: the rest of a payment, what was applied, given back, refunded. */
const creditEntries = `
  SELECT p.id AS source, p.client_id, 'overpayment' AS kind, p.received_on AS day,
         p.amount_cents - coalesce((SELECT sum(a.amount_cents) FROM payment_allocations a WHERE a.company_id = $1 AND a.payment_id = p.id), 0) AS cents
  FROM payments p WHERE p.company_id = $1 AND p.state = 'succeeded'
  UNION ALL
  SELECT p.id, p.client_id, 'payment_reversal', v.reversed_on,
         coalesce((SELECT sum(a.amount_cents) FROM payment_allocations a WHERE a.company_id = $1 AND a.payment_id = p.id), 0) - p.amount_cents
  FROM payment_reversals v JOIN payments p ON p.company_id = $1 AND p.id = v.payment_id WHERE v.company_id = $1
  UNION ALL
  SELECT c.id, c.client_id, 'application', c.applied_on, -c.amount_cents FROM credit_applications c WHERE c.company_id = $1
  UNION ALL
  SELECT v.id, c.client_id, 'application_reversal', v.reversed_on, c.amount_cents
  FROM credit_application_reversals v JOIN credit_applications c ON c.company_id = $1 AND c.id = v.application_id WHERE v.company_id = $1
  UNION ALL
  SELECT r.id, p.client_id, 'refund', r.refunded_on, -t.amount_cents FROM payment_refunds r
  JOIN payments p ON p.company_id = $1 AND p.id = r.payment_id
  JOIN payment_refund_parts t ON t.company_id = $1 AND t.refund_id = r.id AND t.allocation_id IS NULL WHERE r.company_id = $1 AND r.state = 'succeeded'
  UNION ALL
  SELECT n.id, n.client_id, 'credit_note', n.issued_on, n.credited_cents FROM credit_notes n WHERE n.company_id = $1 AND n.state = 'posted'
  UNION ALL
  SELECT v.id, n.client_id, 'credit_note', v.reversed_on, -n.credited_cents
  FROM credit_note_reversals v JOIN credit_notes n ON n.company_id = $1 AND n.id = v.credit_note_id WHERE v.company_id = $1
  UNION ALL
  SELECT j.id, j.client_id, 'manual_adjustment', j.adjusted_on, j.cents_delta FROM credit_adjustments j WHERE j.company_id = $1`

const missingCredit = `SELECT x.* FROM (${creditEntries}) x WHERE x.cents <> 0 AND NOT EXISTS (
  SELECT FROM client_credit_entries e WHERE e.company_id = $1 AND e.kind = x.kind AND e.source_id = x.source) ORDER BY x.cents DESC`

const rollups: readonly { rollup: string; text: string }[] = [
  { rollup: 'Refunded parts of allocations', text: one('payment_allocations', 'refunded_cents', partsOf) },
  { rollup: 'Refunded amounts of payments', text: one('payments', 'refunded_cents', refundsOf) },
  { rollup: 'Credit of clients', text: one('clients', 'credit_cents', creditOf) },
  {
    rollup: 'Balances due of invoices',
    text: one(
      'documents',
      'balance_due_cents',
      'SELECT x.document_id AS id, x.due_cents AS cents FROM invoice_balances x WHERE x.company_id = $1',
    ),
  },
  { rollup: 'Balances due of bills', text: one('bills', 'balance_due_cents', dueOn) },
]

/**
 * For operators, from the command line, and a preview before: links payments to the credit that they left, rebuilds every
 * rollup from its source, and posts what has no entry. Sources are never changed, so doing it twice changes nothing more.
 */
export const repairRollups = command({
  name: 'closing.repairRollups',
  needs: 'books:lock',
  input: z.object({}),
  async run(scope) {
    const done: Repair[] = [repaired('Credit that payments and refunds moved', await relinkCredit(scope))]
    for (const { rollup, text } of rollups) {
      const rows = await scope.sql<{ id: string }>(`closing.repair ${rollup}`, text, [scope.companyId])
      done.push(
        repaired(
          rollup,
          rows.map((row) => row.id),
        ),
      )
    }
    const posted = await postMissing(scope)
    done.push(
      repaired(
        'Entries of the journal',
        posted.map(({ sourceType, sourceId }) => `${sourceType} ${sourceId}`),
      ),
    )
    // After the entries: an invoice that was voided is owed until the day of its entry. The trigger says what the days are.
    const days = await scope.sql<{ id: string }>(
      'closing.repair days',
      `UPDATE documents t SET moved_from = t.moved_from FROM invoice_days x
       WHERE t.company_id = $1 AND x.company_id = $1 AND t.id = x.document_id
         AND (t.moved_from, t.moved_to, t.owed_class) IS DISTINCT FROM (x.moved_from, x.moved_to, x.owed_class) RETURNING t.id`,
      [scope.companyId],
    )
    done.push(
      repaired(
        'Days on which balances of invoices moved',
        days.map((row) => row.id),
      ),
    )
    const [balances] = await scope.sql<{ rows: number }>(
      'closing.repair balances',
      'SELECT rebuild_account_balances() AS rows WHERE $1::uuid = current_company()',
      [scope.companyId],
    )
    done.push({ rollup: 'Monthly balances of accounts', rows: balances?.rows ?? 0, ids: [] })
    audit(scope, { subjectType: 'company', subjectId: scope.companyId, after: done })
    return done
  },
})

const repaired = (rollup: string, ids: string[]): Repair => ({ rollup, rows: ids.length, ids: ids.slice(0, 20) })

type Credit = { source: string; client_id: string; kind: string; day: string; cents: number }

/** The credit entries that records of money should have made and have not; the rollup follows by its trigger. */
async function relinkCredit(scope: Scope): Promise<string[]> {
  const missing = await scope.sql<Credit>('closing.missingCredit', missingCredit, [scope.companyId])
  for (const { source, client_id: clientId, kind, day, cents } of missing) {
    await scope.sql(
      'closing.relinkCredit',
      `INSERT INTO client_credit_entries (company_id, id, client_id, cents_delta, kind, source_id, occurred_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [scope.companyId, newId(), clientId, cents, kind, source, day],
    )
  }
  return missing.map(({ kind, source }) => `${kind} ${source}`)
}
