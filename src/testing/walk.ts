import type { Command, Query, Route } from '#platform/operation.ts'
import { routes } from '../app/modules.ts'
import { sampleInput } from './sample-input.ts'

// How every route of a company is asked with ids of one's choosing. Nothing is listed here by hand but what the name of
// a field does not say, so a new route is walked from its first day.

export const inCompany = routes.filter(({ endpoint }) => endpoint.area === 'company') as (Route & {
  operation: Command | Query
})[]
export const names = inCompany.map((route) => [`${route.endpoint.method} ${route.endpoint.path}`, route] as const)
export const unknownId = '0190a000-0000-7000-a000-0000000000ff'
/** Which table an id field speaks of. A field that is missing here fails the test that meets it. */
export const tableOf: { [field: string]: string } = {
  clientId: 'clients',
  invoiceId: 'documents',
  invoiceIds: 'documents',
  documentId: 'estimates',
  projectId: 'projects',
  itemId: 'catalog_items',
  catalogItemId: 'catalog_items',
  memberId: 'members',
  memberIds: 'members',
  inviteId: 'invites',
  entryId: 'time_entries',
  timeEntryIds: 'time_entries',
  ids: 'time_entries',
  paymentId: 'payments',
  refundId: 'payment_refunds',
  applicationId: 'credit_applications',
  accountId: 'accounts',
  incomeAccountId: 'accounts',
  intoAccountId: 'accounts',
  journalEntryId: 'journal_entries',
  serviceId: 'project_services',
  templateId: 'document_templates',
  auditEventId: 'audit_events',
  vendorId: 'vendors',
  billId: 'bills',
  billPaymentId: 'bill_payments',
  recurringBillId: 'recurring_bills',
  mediaId: 'media_objects',
  defaultExpenseAccountId: 'accounts',
  creditNoteId: 'credit_notes',
  writeOffId: 'write_offs',
  invoiceLineId: 'document_lines',
  planId: 'recurring_plans',
  noteId: 'collection_notes',
  statementSendId: 'statement_sends',
  expenseId: 'expenses',
  expenseIds: 'expenses',
  categoryId: 'expense_categories',
  merchantId: 'merchants',
  reimbursementId: 'expense_reimbursements',
  payingAccountId: 'accounts',
  mediaIds: 'media_objects',
  apiKeyId: 'api_keys',
  webhookId: 'webhook_endpoints',
  deliveryId: 'webhook_deliveries',
  recordId: 'clients',
}

/** The same name means another table below some paths. */
const tableBelow: [path: string, field: string, table: string][] = [
  ['/journal', 'entryId', 'journal_entries'],
  ['/expenses', 'ids', 'expenses'],
]

export function tableFor(path: string, field: string): string | undefined {
  const exception = tableBelow.find(([start, name]) => name === field && path.startsWith(start))
  return exception?.[2] ?? tableOf[field]
}

/** Ids that a caller chooses for what it makes, and names that are no reference. */
const chosen = new Set(['exceptId', 'id', 'runId', 'newRunId', 'taxId', 'sourceId', 'subjectId', 'actorUserId'])

/** Inputs that a sample cannot guess. */
const more: { [route: string]: (ids: (table: string) => string) => object } = {
  'POST /clients': () => ({ organizationName: 'Something' }),
  'POST /journal-entries': (ids) => ({
    lines: [
      { accountId: ids('accounts'), debitCents: 100, clientId: ids('clients'), projectId: ids('projects') },
      { accountId: ids('accounts'), creditCents: 100 },
    ],
  }),
}

/** The smallest input that a route accepts, with ids by the table that they speak of, and which fields are ids. */
export function ask(route: Route, ids: (table: string) => string) {
  const where = `${route.endpoint.method} ${route.endpoint.path}`
  const { input, idFields } = sampleInput(route.endpoint.input, (field) => {
    if (chosen.has(field)) return undefined
    const table = tableFor(route.endpoint.path, field)
    if (!table) throw new Error(`${where}: say in tableOf what ${field} refers to`)
    return ids(table)
  })
  return { input: { ...input, ...more[where]?.(ids) }, idFields }
}
