import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import type { Page } from '#kernel/paging.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import type { Scope } from '#platform/scope.ts'
import type { listProjects, ProjectListItem, ProjectOverview } from '../contract.ts'
import { assignedOnly } from './store.ts'
import { projects } from './tables.ts'

type ListInput = z.output<(typeof listProjects)['input']>

const orders: Record<ListInput['sort'], Order> = {
  name: { by: projects.sortName, id: projects.id },
  '-name': { by: projects.sortName, id: projects.id, descending: true },
  '-createdAt': { by: projects.createdAt, id: projects.id, descending: true, type: 'timestamptz' },
  createdAt: { by: projects.createdAt, id: projects.id, type: 'timestamptz' },
}

/** One page: the projects in one statement, their clients' names in a second, their hours in a third. */
export async function findProjectPage(scope: Scope, input: ListInput): Promise<Page<ProjectListItem>> {
  const page = keyset(`projects ${input.sort}`, orders[input.sort], input)
  const rows = await scope.tx
    .select({
      id: projects.id,
      number: projects.number,
      name: projects.name,
      state: projects.state,
      clientId: projects.clientId,
      billingType: projects.billingType,
      dueOn: projects.dueOn,
      budgetMinutes: projects.budgetMinutes,
      createdAt: projects.createdAt,
      sortValue: page.value,
    })
    .from(projects)
    .where(
      and(
        eq(projects.companyId, scope.companyId),
        isNull(projects.deletedAt),
        ...(await filters(scope, input)),
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const names = await clientNames(
    scope,
    items.map((item) => item.clientId),
  )
  const hours = await loadHours(
    scope,
    items.map((item) => item.id),
  )
  return {
    items: items.map((item) => ({
      ...item,
      clientName: names.get(item.clientId) ?? '',
      ...(hours.get(item.id) ?? { loggedMinutes: 0, unbilledMinutes: 0 }),
    })),
    nextCursor,
  }
}

async function filters(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  return [
    assignedOnly(scope, projects.id),
    input.state === 'open' ? inArray(projects.state, ['active', 'on_hold']) : undefined,
    input.state === 'open' || input.state === 'all' ? undefined : eq(projects.state, input.state),
    input.clientId ? eq(projects.clientId, input.clientId) : undefined,
    input.q
      ? (await findWords(scope, input.q, 'projects')).among('projects', projects.id, projects.searchText)
      : undefined,
  ]
}

// Time, documents and the journal stand above projects, so their doors are closed here; a project's figures are read in
// SQL by the indexes that those tables keep for this: time_entries_project_idx, documents_project_idx,
// journal_lines_project_idx.

type Hours = Pick<ProjectListItem, 'loggedMinutes' | 'unbilledMinutes'>

async function loadHours(scope: Scope, ids: readonly string[]): Promise<Map<string, Hours>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.sql<Hours & { id: string }>(
    'projects.hours',
    `SELECT p.id, t.logged AS "loggedMinutes", t.unbilled AS "unbilledMinutes"
     FROM unnest($2::uuid[]) AS p (id) CROSS JOIN LATERAL (
       SELECT sum(minutes)::bigint AS logged, coalesce(sum(minutes) FILTER (WHERE billable AND state = 'approved'), 0)::bigint AS unbilled
       FROM time_entries WHERE company_id = $1 AND project_id = p.id AND state <> 'void' AND deleted_at IS NULL) AS t
     WHERE t.logged IS NOT NULL`,
    [scope.companyId, ids],
  )
  return new Map(rows.map(({ id, ...hours }) => [id, hours]))
}

type Money = Hours & { loggedCents: number; unbilledCents: number; invoicedCents: number; receivedCents: number }

/** The hours of a project and what they come to: billed time at its rate, other time at today's (see time's README). */
export async function loadProjectFigures(scope: Scope, projectId: string): Promise<Money> {
  const [figures] = await scope.sql<Money>(
    'projects.figures',
    `SELECT worked.logged AS "loggedMinutes", worked.unbilled AS "unbilledMinutes", worked.worth AS "loggedCents",
            CASE WHEN p.billing_type = 'flat' THEN greatest(coalesce(p.flat_fee_cents, 0) - invoiced.net, 0)
                 ELSE worked.unbilled_worth END AS "unbilledCents",
            invoiced.total AS "invoicedCents", invoiced.received AS "receivedCents"
     FROM projects p, LATERAL (
       SELECT coalesce(sum(w.minutes), 0)::bigint AS logged,
              coalesce(sum(w.minutes) FILTER (WHERE w.billable AND w.state = 'approved'), 0)::bigint AS unbilled,
              coalesce(sum(w.worth) FILTER (WHERE w.billable), 0)::bigint AS worth,
              coalesce(sum(w.worth) FILTER (WHERE w.billable AND w.state = 'approved'), 0)::bigint AS unbilled_worth
       FROM (
         SELECT t.minutes, t.billable, t.state,
                round(t.minutes * coalesce(CASE WHEN t.state = 'billed' THEN t.rate_cents END, p.hourly_rate_cents,
                  CASE WHEN i.unit = 'hour' THEN i.unit_price_cents END, m.billing_rate_cents, 0) / 60.0) AS worth
         FROM time_entries t
         JOIN members m ON m.company_id = t.company_id AND m.id = t.member_id
         LEFT JOIN catalog_items i ON i.company_id = t.company_id AND i.id = t.catalog_item_id
         WHERE t.company_id = p.company_id AND t.project_id = p.id AND t.state <> 'void' AND t.deleted_at IS NULL
       ) AS w
     ) AS worked, LATERAL (
       SELECT coalesce(sum(d.total_cents), 0)::bigint AS total,
              coalesce(sum(d.total_cents - d.balance_due_cents), 0)::bigint AS received,
              coalesce(sum(d.subtotal_cents - d.discount_cents), 0)::bigint AS net
       FROM documents d
       WHERE d.company_id = p.company_id AND d.project_id = p.id AND d.document_type = 'invoice'
         AND d.state NOT IN ('draft', 'void') AND d.deleted_at IS NULL
     ) AS invoiced
     WHERE p.company_id = $1 AND p.id = $2`,
    [scope.companyId, projectId],
  )
  return present(figures)
}

/** Income less expenses that the journal has for the project. */
export async function loadProjectProfit(
  scope: Scope,
  projectId: string,
): Promise<NonNullable<ProjectOverview['profitCents']>> {
  const [found] = await scope.sql<{ cents: number }>(
    'projects.profit',
    `SELECT coalesce(sum(l.credit_cents - l.debit_cents), 0)::bigint AS cents
     FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE l.company_id = $1 AND l.project_id = $2 AND a.type IN ('income', 'expense')`,
    [scope.companyId, projectId],
  )
  return present(found).cents
}

/** Whether anything that is kept refers to the project. */
export async function isProjectUsed(scope: Scope, projectId: string): Promise<boolean> {
  const [found] = await scope.sql<{ used: boolean }>(
    'projects.used',
    `SELECT EXISTS (SELECT FROM time_entries WHERE company_id = $1 AND project_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM timers WHERE company_id = $1 AND project_id = $2)
         OR EXISTS (SELECT FROM documents WHERE company_id = $1 AND project_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM expenses WHERE company_id = $1 AND project_id = $2 AND deleted_at IS NULL)
         OR EXISTS (SELECT FROM bill_lines l JOIN bills b ON b.company_id = l.company_id AND b.id = l.bill_id AND b.deleted_at IS NULL
                    WHERE l.company_id = $1 AND l.project_id = $2)
         OR EXISTS (SELECT FROM recurring_bill_lines WHERE company_id = $1 AND project_id = $2)
         OR EXISTS (SELECT FROM recurring_plans WHERE company_id = $1 AND project_id = $2)
         OR EXISTS (SELECT FROM journal_lines WHERE company_id = $1 AND project_id = $2) AS used`,
    [scope.companyId, projectId],
  )
  return present(found).used
}
