import { newId } from '#kernel/ids.ts'
import type { Cents } from '#kernel/money.ts'
import type { Scope } from '#platform/scope.ts'
import type { CreditKind } from '../contract.ts'
import { creditMoved } from './move-balances.ts'

/** Credit that a client gets (positive) or loses (negative), and what caused it; `(kind, sourceId)` counts once. */
export type CreditChange = { kind: CreditKind; sourceId: string; centsDelta: Cents; occurredOn: string }

/**
 * Writes an entry of a client's credit ledger for a module that stands above; zero writes none. The client was loaded
 * for update. The database refuses `credit_exceeded` when less than nothing would be left.
 */
export async function changeCredit(
  scope: Scope,
  client: { id: string; displayName: string; creditCents: Cents },
  { kind, sourceId, centsDelta, occurredOn }: CreditChange,
): Promise<void> {
  if (centsDelta !== 0) {
    await scope.sql(
      'payments.changeCredit',
      `INSERT INTO client_credit_entries (company_id, id, client_id, cents_delta, kind, source_id, occurred_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [scope.companyId, newId(), client.id, centsDelta, kind, sourceId, occurredOn],
    )
  }
  creditMoved(scope, client, centsDelta)
}
