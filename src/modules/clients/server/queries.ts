import { and, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import type { Scope } from '#platform/scope.ts'
import type { ClientListItem, ClientOverview, listClients } from '../contract.ts'
import { clients } from './tables.ts'

type ListInput = z.output<(typeof listClients)['input']>

const orders: Record<ListInput['sort'], Order> = {
  name: { by: clients.sortName, id: clients.id },
  '-name': { by: clients.sortName, id: clients.id, descending: true },
  '-createdAt': { by: clients.createdAt, id: clients.id, descending: true, type: 'timestamptz' },
  createdAt: { by: clients.createdAt, id: clients.id, type: 'timestamptz' },
}

/** One page: the clients in one statement, what they owe in a second. */
export async function findClientPage(scope: Scope, input: ListInput): Promise<Page<ClientListItem>> {
  const page = keyset(`clients ${input.sort}`, orders[input.sort], input)
  const rows = await scope.tx
    .select({
      id: clients.id,
      displayName: clients.displayName,
      personName: clients.personName,
      email: clients.email,
      creditCents: clients.creditCents,
      archivedAt: clients.archivedAt,
      createdAt: clients.createdAt,
      sortValue: page.value,
    })
    .from(clients)
    .where(
      and(
        eq(clients.companyId, scope.companyId),
        isNull(clients.deletedAt),
        ...(await filters(scope, input)),
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const owed = await outstanding(
    scope,
    items.map((item) => item.id),
  )
  return { items: items.map((item) => ({ ...item, outstandingCents: owed.get(item.id) ?? 0 })), nextCursor }
}

async function filters(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  return [
    input.state === 'active' ? isNull(clients.archivedAt) : undefined,
    input.state === 'archived' ? isNotNull(clients.archivedAt) : undefined,
    input.withCredit ? gt(clients.creditCents, 0) : undefined,
    input.withBalance ? owing : undefined,
    input.q ? (await findWords(scope, input.q, 'clients')).among('clients', clients.id, clients.searchText) : undefined,
  ]
}

// Documents, time and the journal stand above clients, so their doors are closed here; a client's figures are read in
// SQL from the rollups and the indexes that those tables keep for this: documents_open_client_idx,
// time_entries_unbilled_idx, journal_lines_client_idx.

const owing = sql`EXISTS (SELECT FROM documents d WHERE d.company_id = ${clients.companyId} AND d.client_id = ${clients.id}
  AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft')`

/**
 * Client id → what is still due on sent invoices; clients that owe nothing are missing. One client after the other: a plan for
 * companies of the average size would read whatever is open and throw away what is not theirs.
 */
export async function outstanding(scope: Scope, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.sql<{ clientId: string; owedCents: number }>(
    'clients.outstanding',
    `SELECT c.id AS "clientId", d.cents AS "owedCents"
     FROM unnest($2::uuid[]) AS c (id) CROSS JOIN LATERAL (
       SELECT sum(balance_due_cents)::bigint AS cents FROM documents
       WHERE company_id = $1 AND client_id = c.id AND balance_due_cents > 0 AND document_type = 'invoice' AND state <> 'draft') AS d
     WHERE d.cents IS NOT NULL`,
    [scope.companyId, ids],
  )
  return new Map(rows.map((row) => [row.clientId, row.owedCents]))
}

/** The figures of one client. The worth of unbilled time goes by today's rates: project, else service, else member. */
export async function loadClientFigures(
  scope: Scope,
  clientId: string,
  today: PlainDate,
): Promise<Omit<ClientOverview, 'creditCents' | 'revenueCents'>> {
  const [figures] = await scope.sql<Omit<ClientOverview, 'creditCents' | 'revenueCents'>>(
    'clients.figures',
    `SELECT owed.outstanding AS "outstandingCents", owed.overdue AS "overdueCents",
            unbilled.minutes AS "unbilledMinutes", unbilled.worth AS "unbilledCents"
     FROM (
       SELECT coalesce(sum(balance_due_cents), 0)::bigint AS outstanding,
              coalesce(sum(balance_due_cents) FILTER (WHERE due_on < $3), 0)::bigint AS overdue
       FROM documents
       WHERE company_id = $1 AND client_id = $2 AND balance_due_cents > 0 AND document_type = 'invoice' AND state <> 'draft'
     ) AS owed, (
       SELECT coalesce(sum(t.minutes), 0)::bigint AS minutes,
              coalesce(sum(round(t.minutes * coalesce(p.hourly_rate_cents, CASE WHEN i.unit = 'hour' THEN i.unit_price_cents END, m.billing_rate_cents, 0) / 60.0))
                FILTER (WHERE p.billing_type IS DISTINCT FROM 'flat'), 0)::bigint AS worth
       FROM time_entries t
       JOIN members m ON m.company_id = t.company_id AND m.id = t.member_id
       LEFT JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
       LEFT JOIN catalog_items i ON i.company_id = t.company_id AND i.id = t.catalog_item_id
       WHERE t.company_id = $1 AND t.client_id = $2 AND t.state = 'approved' AND t.billable AND t.deleted_at IS NULL
     ) AS unbilled`,
    [scope.companyId, clientId, today],
  )
  return present(figures)
}

/** Income that the journal has for the client, all time. */
export async function loadClientRevenue(scope: Scope, clientId: string): Promise<number> {
  const [found] = await scope.sql<{ cents: number }>(
    'clients.revenue',
    `SELECT coalesce(sum(l.credit_cents - l.debit_cents), 0)::bigint AS cents
     FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE l.company_id = $1 AND l.client_id = $2 AND a.type = 'income'`,
    [scope.companyId, clientId],
  )
  return present(found).cents
}

/** Whether anything that is kept refers to the client. */
export async function isClientUsed(scope: Scope, clientId: string): Promise<boolean> {
  const [found] = await scope.sql<{ used: boolean }>(
    'clients.used',
    `SELECT EXISTS (SELECT FROM projects WHERE company_id = $1 AND client_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM documents WHERE company_id = $1 AND client_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM expenses WHERE company_id = $1 AND client_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM bill_lines l JOIN bills b ON b.company_id = l.company_id AND b.id = l.bill_id AND b.deleted_at IS NULL
                    WHERE l.company_id = $1 AND l.client_id = $2)
         OR EXISTS (SELECT FROM recurring_bill_lines WHERE company_id = $1 AND client_id = $2)
         OR EXISTS (SELECT FROM recurring_plans WHERE company_id = $1 AND client_id = $2)
         OR EXISTS (SELECT FROM payments WHERE company_id = $1 AND client_id = $2)
         OR EXISTS (SELECT FROM client_credit_entries WHERE company_id = $1 AND client_id = $2)
         OR EXISTS (SELECT FROM journal_lines WHERE company_id = $1 AND client_id = $2) AS used`,
    [scope.companyId, clientId],
  )
  return present(found).used
}
