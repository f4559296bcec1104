import { and, eq, gt, gte, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import type { Instant, PlainDate } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { companyToday, loadCompany } from '#modules/companies/server/index.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile, stateCell } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { Delivery, InvoiceListItem } from '../contract.ts'
import * as contract from '../contract.ts'
import { displayState, type InvoiceState, type OtherClosing } from '../domain/invoice.ts'
import { closedBy } from './closed-by.ts'
import { documents } from './tables.ts'

type ListInput = z.output<typeof contract.listInvoices.input>

const orders: Record<'issued' | 'due' | 'total' | 'number', Order> = {
  issued: { by: documents.issuedOn, id: documents.id, type: 'date' },
  due: { by: documents.dueOn, id: documents.id, type: 'date' },
  total: { by: documents.totalCents, id: documents.id, type: 'bigint' },
  number: { by: documents.sortNumber, id: documents.id },
}

/** Invoices, a page at a time, in a fixed number of statements; all that the filters find as a file. */
export const listInvoices = query({
  name: 'documents.listInvoices',
  needs: 'documents:read',
  input: contract.listInvoices.input,
  run: async (scope, input) => (input.format === 'csv' ? invoicesFile(scope, input) : invoicePage(scope, input)),
})

async function invoicePage(scope: Scope, input: ListInput): Promise<Page<InvoiceListItem>> {
  const today = await companyToday(scope)
  const descending = input.sort.startsWith('-')
  const order = orders[input.sort.replace('-', '') as keyof typeof orders]
  const page = keyset(input.sort, { ...order, descending }, input)
  const rows = await scope.tx
    .select({ ...listed, deliveryState, sortValue: page.value })
    .from(documents)
    .where(and(...(await conditions(scope, input, today)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const clients = await clientNames(
    scope,
    items.map((item) => item.clientId),
  )
  return {
    items: items.map(({ closedBy, ...item }) => ({
      ...item,
      dueOn: present(item.dueOn),
      displayState: displayState({ ...item, closedBy, dueDate: item.dueOn }, today),
      clientName: clients.get(item.clientId) ?? '',
    })),
    nextCursor,
  }
}

async function invoicesFile(scope: Scope, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  return listFile('invoices', input, (page) => invoicePage(scope, page), [
    ['Number', (one) => one.number],
    ['Client', (one) => one.clientName],
    ['Issued', (one) => one.issuedOn],
    ['Due', (one) => one.dueOn],
    ['Total', (one) => money(one.totalCents)],
    ['Balance', (one) => money(one.balanceDueCents)],
    ['State', (one) => stateCell(one.displayState)],
    ['E-mail', (one) => stateCell(one.deliveryState)],
  ])
}

const listed = {
  id: documents.id,
  number: documents.number,
  state: sql<InvoiceState>`${documents.state}`,
  clientId: documents.clientId,
  projectId: documents.projectId,
  issuedOn: documents.issuedOn,
  dueOn: documents.dueOn,
  totalCents: documents.totalCents,
  balanceDueCents: documents.balanceDueCents,
  closedBy: sql.raw(closedBy('documents')) as SQL<OtherClosing | null>,
}

/** Of the newest e-mail. Names its columns in full: among selected fields Drizzle would write them bare, and the inner table would take them. */
export const deliveryState = sql<Delivery['state'] | null>`(
  SELECT v.state FROM document_deliveries v WHERE v.company_id = documents.company_id AND v.document_id = documents.id
  ORDER BY v.created_at DESC, v.id DESC LIMIT 1)`

async function conditions(scope: Scope, input: ListInput, today: PlainDate): Promise<(SQL | undefined)[]> {
  return [
    eq(documents.companyId, scope.companyId),
    eq(documents.documentType, 'invoice'),
    isNull(documents.deletedAt),
    stateCondition(input.state, today),
    input.clientId ? eq(documents.clientId, input.clientId) : undefined,
    input.projectId ? eq(documents.projectId, input.projectId) : undefined,
    input.from ? gte(documents.issuedOn, input.from) : undefined,
    input.to ? lte(documents.issuedOn, input.to) : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

/** What is owed goes by the balance, not by the state: a paid invoice that was refunded owes again. */
function stateCondition(state: ListInput['state'], today: PlainDate): SQL | undefined {
  if (state === undefined) return undefined
  if (state !== 'open' && state !== 'overdue') return eq(documents.state, state)
  const owed = and(gt(documents.balanceDueCents, 0), ne(documents.state, 'draft'))
  return state === 'open' ? owed : and(owed, lt(documents.dueOn, today))
}

/** Numbers and client names. */
export async function searched(scope: Scope, q: string): Promise<SQL | undefined> {
  const found = await findWords(scope, q, 'documents', 'clients')
  const clientText = sql`(SELECT c.search_text FROM clients c WHERE c.company_id = ${documents.companyId} AND c.id = ${documents.clientId})`
  return or(
    found.among('documents', documents.id, documents.searchText),
    found.among('clients', documents.clientId, clientText),
  )
}

/** How many links still open a document, and when somebody first looked through one. */
export async function loadLinkFacts(
  scope: Scope,
  documentId: string,
): Promise<{ liveLinkCount: number; firstViewedAt: Instant | null }> {
  const [facts] = await scope.sql<{ liveLinkCount: number; firstViewedAt: Instant | null }>(
    'documents.linkFacts',
    `SELECT count(*) FILTER (WHERE revoked_at IS NULL AND expires_at > $3)::int AS "liveLinkCount",
            min(first_viewed_at) AS "firstViewedAt"
     FROM public_links WHERE company_id = $1 AND document_id = $2`,
    [scope.companyId, documentId, scope.now],
  )
  return facts ?? { liveLinkCount: 0, firstViewedAt: null }
}
