import { z } from 'zod'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'

/** A rollup that did not say what its source says, and how many rows were put right. */
export type Repair = { rollup: string; rows: number }

const repairs: readonly { rollup: string; text: string }[] = [
  {
    rollup: 'Monthly balances of accounts',
    text: 'SELECT rebuild_account_balances() AS rows WHERE $1::uuid = current_company()',
  },
  {
    rollup: 'Credit of clients',
    text: `WITH fixed AS (
             UPDATE clients c SET credit_cents = x.cents
             FROM (SELECT k.id, coalesce(sum(e.cents_delta), 0) AS cents FROM clients k
                   LEFT JOIN client_credit_entries e ON e.company_id = k.company_id AND e.client_id = k.id
                   WHERE k.company_id = $1 GROUP BY k.id) x
             WHERE c.company_id = $1 AND c.id = x.id AND c.credit_cents <> x.cents RETURNING 1)
           SELECT count(*)::int AS rows FROM fixed`,
  },
  {
    rollup: 'Balances due of invoices',
    text: `WITH fixed AS (
             UPDATE documents d SET balance_due_cents = x.due_cents FROM invoice_balances x
             WHERE d.company_id = $1 AND x.company_id = $1 AND x.document_id = d.id AND d.balance_due_cents <> x.due_cents RETURNING 1)
           SELECT count(*)::int AS rows FROM fixed`,
  },
]

/**
 * For operators, from the command line: rebuilds every rollup from its source. Sources are never changed, so doing it
 * twice changes nothing the second time.
 */
export const repairRollups = command({
  name: 'closing.repairRollups',
  needs: 'books:lock',
  input: z.object({}),
  async run(scope) {
    const done: Repair[] = []
    for (const { rollup, text } of repairs) done.push({ rollup, rows: await rowsOf(scope, rollup, text) })
    audit(scope, { subjectType: 'company', subjectId: scope.companyId, after: done })
    return done
  },
})

async function rowsOf(scope: Scope, rollup: string, text: string): Promise<number> {
  const [row] = await scope.sql<{ rows: number }>(`closing.repair ${rollup}`, text, [scope.companyId])
  return row?.rows ?? 0
}
