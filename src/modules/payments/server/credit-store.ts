import { newId } from '#kernel/ids.ts'
import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { insertCredit } from './store.ts'

const insertApplicationStatement = `
  WITH used AS (${insertCredit(3, 9, 'application', '$2', 6, 10)})
  INSERT INTO credit_applications (company_id, id, client_id, document_id, applied_on, amount_cents, created_by, created_at)
  VALUES ($1, $2, $3, $4, $6, $5, $7, $8)`

/** The application and the credit that it uses up, in one statement. */
export async function insertCreditApplication(
  scope: Scope,
  one: { id: string; clientId: string; invoiceId: string; amountCents: Cents; appliedOn: string },
): Promise<void> {
  await scope.sql('payments.insertApplication', insertApplicationStatement, [
    scope.companyId,
    one.id,
    one.clientId,
    one.invoiceId,
    one.amountCents,
    one.appliedOn,
    authorOf(scope),
    scope.now,
    -one.amountCents,
    newId(),
  ])
}

type Application = {
  id: string
  invoiceId: string
  appliedOn: string
  amountCents: Cents
  createdAt: string
  /** Set once it was undone. */
  reversalId: string | null
}

/** A use of the client's credit. It changes only under the lock on the client's row. Refuses `not_found`. */
export async function loadApplication(scope: Scope, clientId: string, id: string): Promise<Application> {
  const [found] = await scope.sql<Application>(
    'payments.application',
    `SELECT c.id, c.document_id AS "invoiceId", c.applied_on AS "appliedOn", c.amount_cents AS "amountCents",
            c.created_at AS "createdAt", r.id AS "reversalId"
     FROM credit_applications c
     LEFT JOIN credit_application_reversals r ON r.company_id = c.company_id AND r.application_id = c.id
     WHERE c.company_id = $1 AND c.client_id = $2 AND c.id = $3`,
    [scope.companyId, clientId, id],
  )
  if (!found) throw new Refusal('not_found')
  return found
}

const insertReversalStatement = `
  WITH given AS (${insertCredit(4, 9, 'application_reversal', '$2', 5, 10)})
  INSERT INTO credit_application_reversals (company_id, id, application_id, reversed_on, reason, created_by, created_at)
  VALUES ($1, $2, $3, $5, $6, $7, $8)`

/** The reversal and the credit that it gives back, in one statement. */
export async function insertApplicationReversal(
  scope: Scope,
  one: {
    id: string
    applicationId: string
    clientId: string
    reversedOn: string
    reason: string | null
    amountCents: Cents
  },
): Promise<void> {
  await scope.sql('payments.insertApplicationReversal', insertReversalStatement, [
    scope.companyId,
    one.id,
    one.applicationId,
    one.clientId,
    one.reversedOn,
    one.reason,
    authorOf(scope),
    scope.now,
    one.amountCents,
    newId(),
  ])
}

const insertAdjustmentStatement = `
  WITH changed AS (${insertCredit(3, 5, 'manual_adjustment', '$2', 4, 9)})
  INSERT INTO credit_adjustments (company_id, id, client_id, adjusted_on, cents_delta, reason, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

/** The adjustment and its entry in the credit ledger, in one statement. */
export async function insertAdjustment(
  scope: Scope,
  one: { id: string; clientId: string; adjustedOn: string; centsDelta: Cents; reason: string },
): Promise<void> {
  await scope.sql('payments.insertAdjustment', insertAdjustmentStatement, [
    scope.companyId,
    one.id,
    one.clientId,
    one.adjustedOn,
    one.centsDelta,
    one.reason,
    authorOf(scope),
    scope.now,
    newId(),
  ])
}
