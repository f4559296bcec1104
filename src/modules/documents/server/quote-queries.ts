import { and, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { companyToday, loadCompany } from '#modules/companies/server/index.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile, stateCell } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { type QuoteListItem, quotes } from '../contract.ts'
import { type QuoteState, type QuoteType, quoteDisplayState } from '../domain/quote.ts'
import { loadDeliveries } from './deliveries.ts'
import { loadPaper } from './paper.ts'
import { deliveryState, loadLinkFacts, searched } from './queries.ts'
import { commandName } from './quotes/names.ts'
import { toQuote } from './quotes/to-quote.ts'
import { pdfDownload } from './render-pdf.ts'
import { loadDocument } from './store.ts'
import { documents } from './tables.ts'

type ListInput = z.output<(typeof quotes)['estimate']['list']['input']>

const orders: Record<'issued' | 'total' | 'number', Order> = {
  issued: { by: documents.issuedOn, id: documents.id, type: 'date' },
  total: { by: documents.totalCents, id: documents.id, type: 'bigint' },
  number: { by: documents.sortNumber, id: documents.id },
}

const listed = {
  id: documents.id,
  number: documents.number,
  state: sql<QuoteState>`${documents.state}`,
  clientId: documents.clientId,
  issuedOn: documents.issuedOn,
  validUntil: documents.validUntil,
  totalCents: documents.totalCents,
}

/** A page at a time, in a fixed number of statements; all that the filters find as a file. */
export const listQuotes = (type: QuoteType) =>
  query({
    name: commandName('list', type, 's'),
    needs: 'documents:read',
    input: quotes[type].list.input,
    run: async (scope, input) =>
      input.format === 'csv' ? quotesFile(scope, type, input) : quotePage(scope, type, input),
  })

async function quotePage(scope: Scope, type: QuoteType, input: ListInput): Promise<Page<QuoteListItem>> {
  const today = await companyToday(scope)
  const order = orders[input.sort.replace('-', '') as keyof typeof orders]
  const page = keyset(input.sort, { ...order, descending: input.sort.startsWith('-') }, input)
  const rows = await scope.tx
    .select({ ...listed, deliveryState, sortValue: page.value })
    .from(documents)
    .where(and(...(await conditions(scope, type, input, today)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const clients = await clientNames(
    scope,
    items.map((item) => item.clientId),
  )
  return {
    items: items.map(({ state, ...item }) => ({
      ...item,
      validUntil: present(item.validUntil),
      displayState: quoteDisplayState({ state, validUntil: item.validUntil }, today),
      clientName: clients.get(item.clientId) ?? '',
    })),
    nextCursor,
  }
}

async function quotesFile(scope: Scope, type: QuoteType, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  return listFile(`${type}s`, input, (page) => quotePage(scope, type, page), [
    ['Number', (one) => one.number],
    ['Client', (one) => one.clientName],
    ['Issued', (one) => one.issuedOn],
    ['Valid until', (one) => one.validUntil],
    ['Total', (one) => money(one.totalCents)],
    ['State', (one) => stateCell(one.displayState)],
    ['E-mail', (one) => stateCell(one.deliveryState)],
  ])
}

async function conditions(
  scope: Scope,
  type: QuoteType,
  input: ListInput,
  today: PlainDate,
): Promise<(SQL | undefined)[]> {
  return [
    eq(documents.companyId, scope.companyId),
    eq(documents.documentType, type),
    isNull(documents.deletedAt),
    stateCondition(input.state, today),
    input.clientId ? eq(documents.clientId, input.clientId) : undefined,
    input.projectId ? eq(documents.projectId, input.projectId) : undefined,
    input.from ? gte(documents.issuedOn, input.from) : undefined,
    input.to ? lte(documents.issuedOn, input.to) : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

/** `open` waits for an answer and still holds; `expired` waited too long. */
function stateCondition(state: ListInput['state'], today: PlainDate): SQL | undefined {
  if (state === undefined) return undefined
  const sent = eq(documents.state, 'sent')
  if (state === 'expired') return and(sent, lt(documents.validUntil, today))
  if (state === 'open') return and(sent, gte(documents.validUntil, today))
  return eq(documents.state, state)
}

/** The living invoice that a quote became. */
export async function findInvoiceOf(
  scope: Scope,
  documentId: string,
): Promise<{ id: string; number: string | null } | undefined> {
  const [made] = await scope.sql<{ id: string; number: string | null }>(
    'documents.invoiceOf',
    `SELECT id, number FROM documents
     WHERE company_id = $1 AND converted_from_id = $2 AND deleted_at IS NULL AND state <> 'void'`,
    [scope.companyId, documentId],
  )
  return made
}

/** One with everything around it; a fixed number of statements. */
export const readQuote = (type: QuoteType) =>
  query({
    name: commandName('read', type),
    needs: 'documents:read',
    input: quotes[type].read.input,
    async run(scope, { documentId }) {
      const row = await loadDocument(scope, type, documentId)
      const { lines, company, from, to, project, today } = await loadPaper(scope, row)
      const deliveries = await loadDeliveries(scope, { documentId })
      return {
        ...toQuote(row, lines, today),
        ...(await loadLinkFacts(scope, documentId)),
        currency: company.currency,
        locale: company.locale,
        company: { ...from, accentColor: company.accentColor, logoMediaId: company.logoMediaId },
        client: to,
        clientName: to.name,
        project,
        deliveries,
        deliveryState: deliveries[0]?.state ?? null,
        invoice: (await findInvoiceOf(scope, documentId)) ?? null,
      }
    },
  })

export const readQuotePdf = (type: QuoteType) =>
  query({
    name: commandName('read', type, 'Pdf'),
    needs: 'documents:read',
    input: quotes[type].pdf.input,
    run: async (scope, { documentId }) =>
      pdfDownload(scope, await loadPaper(scope, await loadDocument(scope, type, documentId))),
  })
