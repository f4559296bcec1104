import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { loadClient } from '#modules/clients/server/index.ts'
import { invoiceNumbers } from '#modules/documents/server/index.ts'
import { keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { clientCreditEntries } from './tables.ts'

/** Its short name stands in the subqueries below: in what is selected, Drizzle writes columns without their table. */
const entries = alias(clientCreditEntries, 'e')

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
      .select({ ...listed, creditAfterCents, invoiceId, sortValue: page.value })
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
  WHERE c.company_id = e.company_id AND c.id = e.source_id AND e.kind = 'application')`
