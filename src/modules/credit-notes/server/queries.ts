import { and, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Page } from '#kernel/paging.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { invoiceNumbers } from '#modules/documents/server/index.ts'
import { keyset } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile, stateCell } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { CreditNoteListItem } from '../contract.ts'
import * as contract from '../contract.ts'
import { creditNotes } from './tables.ts'
import { stateOf } from './to-credit-note.ts'

type ListInput = z.output<typeof contract.listCreditNotes.input>

/** Credit notes, latest first, a page at a time, in a fixed number of statements; all that the filters find as a file. */
export const listCreditNotes = query({
  name: 'creditNotes.listCreditNotes',
  needs: 'documents:read',
  input: contract.listCreditNotes.input,
  run: async (scope, input) => (input.format === 'csv' ? notesFile(scope, input) : notePage(scope, input)),
})

async function notePage(scope: Scope, input: ListInput): Promise<Page<CreditNoteListItem>> {
  const order = { by: creditNotes.issuedOn, id: creditNotes.id, type: 'date', descending: true } as const
  const page = keyset('-issued', order, input)
  const rows = await scope.tx
    .select({ ...listed, reversed, sortValue: page.value })
    .from(creditNotes)
    .where(and(...(await conditions(scope, input)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  return { items: await named(scope, items), nextCursor }
}

async function notesFile(scope: Scope, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  return listFile('credit-notes', input, (page) => notePage(scope, page), [
    ['Number', (one) => one.number],
    ['Client', (one) => one.clientName],
    ['Invoice', (one) => one.invoiceNumber],
    ['Date', (one) => one.issuedOn],
    ['Total', (one) => money(one.totalCents)],
    ['Taken off the invoice', (one) => money(one.arAppliedCents)],
    ['Became credit', (one) => money(one.creditedCents)],
    ['State', (one) => stateCell(one.state)],
  ])
}

/** All notes of an invoice, oldest first. */
export async function notesOf(scope: Scope, invoiceId: string): Promise<CreditNoteListItem[]> {
  const rows = await scope.tx
    .select({ ...listed, reversed })
    .from(creditNotes)
    .where(
      and(
        eq(creditNotes.companyId, scope.companyId),
        eq(creditNotes.documentId, invoiceId),
        isNull(creditNotes.deletedAt),
      ),
    )
    .orderBy(creditNotes.issuedOn, creditNotes.id)
    .limit(200)
  return named(scope, rows)
}

const listed = {
  id: creditNotes.id,
  number: creditNotes.number,
  state: creditNotes.state,
  invoiceId: creditNotes.documentId,
  clientId: creditNotes.clientId,
  issuedOn: creditNotes.issuedOn,
  totalCents: creditNotes.totalCents,
  arAppliedCents: creditNotes.arAppliedCents,
  creditedCents: creditNotes.creditedCents,
}

// Columns by their full names: in what is selected, Drizzle writes them without their table. Not EXISTS, which may be
// answered from a hash over all reversals, for a page of notes.
const reversed = sql<boolean>`coalesce((
  SELECT true FROM credit_note_reversals r WHERE r.company_id = credit_notes.company_id AND r.credit_note_id = credit_notes.id), false)`

type Row = Omit<CreditNoteListItem, 'state' | 'invoiceNumber' | 'clientName'> & {
  state: 'draft' | 'posted'
  reversed: boolean
}

async function named(scope: Scope, rows: readonly Row[]): Promise<CreditNoteListItem[]> {
  const clients = await clientNames(
    scope,
    rows.map((row) => row.clientId),
  )
  const numbers = await invoiceNumbers(
    scope,
    rows.map((row) => row.invoiceId),
  )
  return rows.map(({ reversed: undone, ...row }) => ({
    ...row,
    state: stateOf(row, undone),
    invoiceNumber: numbers.get(row.invoiceId) ?? '',
    clientName: clients.get(row.clientId) ?? '',
  }))
}

async function conditions(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  return [
    eq(creditNotes.companyId, scope.companyId),
    isNull(creditNotes.deletedAt),
    stateCondition(input.state),
    input.clientId ? eq(creditNotes.clientId, input.clientId) : undefined,
    input.invoiceId ? eq(creditNotes.documentId, input.invoiceId) : undefined,
    input.from ? gte(creditNotes.issuedOn, input.from) : undefined,
    input.to ? lte(creditNotes.issuedOn, input.to) : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

function stateCondition(state: ListInput['state']): SQL | undefined {
  if (state === undefined) return undefined
  if (state === 'draft') return eq(creditNotes.state, 'draft')
  return and(eq(creditNotes.state, 'posted'), state === 'reversed' ? reversed : sql`NOT ${reversed}`)
}

/** Numbers and client names. */
async function searched(scope: Scope, q: string): Promise<SQL | undefined> {
  const found = await findWords(scope, q, 'credit_notes', 'clients')
  const clientText = sql`(SELECT c.search_text FROM clients c WHERE c.company_id = ${creditNotes.companyId} AND c.id = ${creditNotes.clientId})`
  return or(
    found.among('credit_notes', creditNotes.id, creditNotes.searchText),
    found.among('clients', creditNotes.clientId, clientText),
  )
}
