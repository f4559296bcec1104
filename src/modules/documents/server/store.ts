import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import { columnsOf } from '#platform/database/columns.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import type { InvoiceState } from '../domain/invoice.ts'
import type { QuoteState, QuoteType } from '../domain/quote.ts'
import { type Closed, closedBy, settledBy } from './closed-by.ts'
import { newborn } from './newborn.ts'
import { type DocumentType, documentLines, documents } from './tables.ts'

export type DocumentRow = typeof documents.$inferSelect & Closed
/** A row of one type has the states of that type. */
export type RowOf<T extends DocumentType | null> = DocumentRow & {
  state: T extends 'invoice' ? InvoiceState : T extends QuoteType ? QuoteState : DocumentRow['state']
}
export type InvoiceRow = RowOf<'invoice'>
export type QuoteRow = RowOf<QuoteType>
export type LineRow = Omit<typeof documentLines.$inferSelect, 'companyId' | 'documentId'>
/** What a save of a draft writes; the rest is the database's or belongs to sending and voiding. */
export type DraftFields = Pick<
  DocumentRow,
  | 'clientId'
  | 'projectId'
  | 'issuedOn'
  | 'dueOn'
  | 'validUntil'
  | 'cover'
  | 'sections'
  | 'header'
  | 'footer'
  | 'notes'
  | 'terms'
  | 'internalNote'
  | 'discountKind'
  | 'discountPercent'
  | 'discountFixedCents'
  | 'depositKind'
  | 'depositPercent'
  | 'depositFixedCents'
  | 'subtotalCents'
  | 'discountCents'
  | 'taxCents'
  | 'totalCents'
>
export type NewDocument = DraftFields & Pick<DocumentRow, 'id' | 'documentType' | 'templateId'>

const documentColumns = columnsOf(documents, 'd')
export const lineColumns = columnsOf(documentLines, 'l', ['companyId', 'documentId'])

const draftColumns = {
  client_id: 'uuid',
  project_id: 'uuid',
  issued_on: 'date',
  due_on: 'date',
  valid_until: 'date',
  cover: 'text',
  sections: 'jsonb',
  header: 'text',
  footer: 'text',
  notes: 'text',
  terms: 'text',
  internal_note: 'text',
  discount_kind: 'text',
  discount_percent: 'numeric',
  discount_fixed_cents: 'bigint',
  deposit_kind: 'text',
  deposit_percent: 'numeric',
  deposit_fixed_cents: 'bigint',
  subtotal_cents: 'bigint',
  discount_cents: 'bigint',
  tax_cents: 'bigint',
  total_cents: 'bigint',
} as const
const newColumns = {
  ...draftColumns,
  id: 'uuid',
  document_type: 'text',
  template_id: 'uuid',
} as const
const newLineColumns = {
  id: 'uuid',
  position: 'smallint',
  catalog_item_id: 'uuid',
  name: 'text',
  description: 'text',
  quantity: 'numeric',
  unit: 'text',
  unit_price_cents: 'bigint',
  taxable: 'boolean',
  tax_percent: 'numeric',
  tax_cents: 'bigint',
  subtotal_cents: 'bigint',
  discount_cents: 'bigint',
  total_cents: 'bigint',
  income_account_id: 'uuid',
} as const

const names = (columns: object, alias = '') =>
  Object.keys(columns)
    .map((name) => alias + name)
    .join(', ')
const typed = (columns: object) =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const wire = (record: object) => Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value]))

const insertLines = (company: string, document: string, lines: string) =>
  `INSERT INTO document_lines (company_id, document_id, ${names(newLineColumns)})
   SELECT ${company}, ${document}, ${names(newLineColumns, 'n.')} FROM jsonb_to_recordset(${lines}::jsonb) AS n (${typed(newLineColumns)})`

const insertStatement = `
  WITH lines AS (${insertLines('$1', '$2', '$4')})
  INSERT INTO documents AS d (company_id, ${names(newColumns)}, state, created_by, created_at, updated_at)
  SELECT $1, ${names(newColumns, 'n.')}, 'draft', $5, $6, $6 FROM jsonb_to_record($3::jsonb) AS n (${typed(newColumns)})`

/** The draft and its lines, in one statement that travels with the next; answers with the row as it will be. */
export function insertDraft<T extends DocumentType>(
  scope: Scope,
  document: NewDocument & { documentType: T },
  lines: readonly LineRow[],
): RowOf<T> {
  const { companyId, now } = scope
  const createdBy = authorOf(scope)
  const values = [
    companyId,
    document.id,
    JSON.stringify(wire(document)),
    JSON.stringify(lines.map(wire)),
    createdBy,
    now,
  ]
  scope.later(scope.sql('documents.insertDraft', insertStatement, values))
  const row: DocumentRow = { ...newborn, ...document, companyId, createdBy, createdAt: now, updatedAt: now }
  return row as RowOf<T>
}

/** Saves over a draft that was loaded for update, as its next revision; its lines are replaced. */
export async function saveDraft<Row extends DocumentRow = InvoiceRow>(
  scope: Scope,
  id: string,
  fields: DraftFields,
  lines: readonly LineRow[],
): Promise<Row> {
  await scope.sql('documents.dropLines', 'DELETE FROM document_lines WHERE company_id = $1 AND document_id = $2', [
    scope.companyId,
    id,
  ])
  if (lines.length > 0) {
    await scope.sql('documents.insertLines', insertLines('$1', '$2', '$3'), [
      scope.companyId,
      id,
      JSON.stringify(lines.map(wire)),
    ])
  }
  const [row] = await scope.sql<Row>(
    'documents.saveDraft',
    `UPDATE documents AS d SET (${names(draftColumns)}) = (SELECT ${names(draftColumns, 'n.')} FROM jsonb_to_record($3::jsonb) AS n (${typed(draftColumns)})),
       revision = d.revision + 1, updated_at = $4
     WHERE d.company_id = $1 AND d.id = $2 RETURNING ${documentColumns}`,
    [scope.companyId, id, JSON.stringify(wire(fields)), scope.now],
  )
  return present(row)
}

const living = 'd.company_id = $1 AND d.id = $2 AND ($3::text IS NULL OR d.document_type = $3) AND d.deleted_at IS NULL'

/** Refuses `not_found`, also for a document of another type; null takes any. */
export async function loadDocument<T extends DocumentType | null>(
  scope: Scope,
  type: T,
  id: string,
): Promise<RowOf<T>> {
  const [row] = await scope.sql<RowOf<T>>(
    'documents.load',
    `SELECT ${documentColumns}, ${closedBy('d')} AS "closedBy", ${settledBy('d')} AS settled FROM documents d WHERE ${living}`,
    [scope.companyId, id, type],
  )
  if (!row) throw new Refusal('not_found')
  return row
}

/** The same, locked until the transaction ends. Its lines change only under this lock. */
export async function loadDocumentForUpdate<T extends DocumentType>(
  scope: Opening,
  type: T,
  id: string,
): Promise<RowOf<T>> {
  const [row] = await scope.sql<RowOf<T>>(
    'documents.loadForUpdate',
    `SELECT ${documentColumns}, ${closedBy('d')} AS "closedBy" FROM documents d WHERE ${living} FOR NO KEY UPDATE`,
    [scope.companyId, id, type],
  )
  if (!row) throw new Refusal('not_found')
  return row
}

/** Invoices by id, locked in that order. Refuses `not_found` when one is missing. */
export async function lockInvoices(scope: Opening, ids: readonly string[]): Promise<InvoiceRow[]> {
  const wanted = [...new Set(ids)]
  const rows = await scope.sql<InvoiceRow>(
    'documents.lockInvoices',
    `SELECT ${documentColumns} FROM documents d
     WHERE d.company_id = $1 AND d.id = ANY ($2::uuid[]) AND d.document_type = 'invoice' AND d.deleted_at IS NULL
     ORDER BY d.id FOR NO KEY UPDATE`,
    [scope.companyId, wanted],
  )
  if (rows.length < wanted.length) throw new Refusal('not_found')
  return rows
}

/** The lines of a document in their order. */
export async function loadLines(scope: Opening, documentId: string): Promise<LineRow[]> {
  return scope.sql<LineRow>(
    'documents.lines',
    `SELECT ${lineColumns} FROM document_lines l WHERE l.company_id = $1 AND l.document_id = $2 ORDER BY l.position`,
    [scope.companyId, documentId],
  )
}

/** What may still change on a document: its state and balance, its note, and what goes with them. */
export type Movable = Partial<
  Pick<
    DocumentRow,
    | 'state'
    | 'balanceDueCents'
    | 'internalNote'
    | 'voidedAt'
    | 'paidAt'
    | 'deletedAt'
    | 'acceptedAt'
    | 'declinedAt'
    | 'decidedByName'
    | 'decidedAddress'
    | 'declineReason'
  >
>
/** What sending adds. */
export type Sent = Pick<
  DocumentRow,
  'state' | 'number' | 'numberPeriod' | 'numberSeq' | 'issuedOn' | 'dueOn' | 'balanceDueCents' | 'sentAt'
>

/** Saves what moved, as the next revision. `what` names the prepared statement: one name for one set of columns. */
export async function saveMoved<Row extends DocumentRow = InvoiceRow>(
  scope: Scope,
  what: 'sent' | 'voided' | 'deleted' | 'note' | 'answered',
  id: string,
  moved: Movable | Sent,
): Promise<Row> {
  const columns = Object.keys(moved)
  const sets = columns.map((name, at) => `${snake(name)} = $${at + 4}`)
  const [row] = await scope.sql<Row>(
    `documents.save.${what}`,
    `UPDATE documents AS d SET ${sets.join(', ')}, revision = d.revision + 1, updated_at = $3
     WHERE d.company_id = $1 AND d.id = $2 RETURNING ${documentColumns}`,
    [scope.companyId, id, scope.now, ...Object.values(moved)],
  )
  return present(row)
}

/**
 * The same for a row that is locked, in a statement that travels with the next; answers with the row as it will be, but
 * for the words that search finds.
 */
export function moveLater<Row extends { id: string; revision: number }>(
  scope: Scope,
  what: 'sent' | 'balance' | 'paid',
  row: Row,
  moved: Movable | Sent,
): Row {
  const sets = Object.keys(moved).map((name, at) => `${snake(name)} = $${at + 4}`)
  scope.later(
    scope.sql(
      `documents.move.${what}`,
      `UPDATE documents SET ${sets.join(', ')}, revision = revision + 1, updated_at = $3 WHERE company_id = $1 AND id = $2`,
      [scope.companyId, row.id, scope.now, ...Object.values(moved)],
    ),
  )
  return { ...row, ...moved, revision: row.revision + 1, updatedAt: scope.now }
}

/** Invoice id → its number, for records that name it; drafts and foreign ids are missing from the map. */
export async function invoiceNumbers(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.sql<{ id: string; number: string }>(
    'documents.numbers',
    'SELECT id, number FROM documents WHERE company_id = $1 AND id = ANY ($2::uuid[]) AND number IS NOT NULL',
    [scope.companyId, wanted],
  )
  return new Map(rows.map((row) => [row.id, row.number]))
}
