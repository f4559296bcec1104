import { isPlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { undoneByRecord } from '#modules/ledger/server/index.ts'
import { containing } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract-journal.ts'
import { readCursor, writeCursor } from './cursor.ts'
import {
  clientName,
  projectName,
  type SourceColumns,
  sourceColumns,
  sourceJoins,
  takeSource,
} from './source-columns.ts'

type Row = SourceColumns & Omit<contract.JournalEntry, 'source' | 'totalCents'>

/** Entries of the set `page` with lines, names and what they came from. */
const show = (page: string) => `
  WITH page AS MATERIALIZED (${page})
  SELECT e.id, e.entry_date AS "entryDate", e.memo, e.reverses_entry_id AS "reversesEntryId", r.id AS "reversedByEntryId",
         e.posted_at AS "postedAt", (SELECT m.display_name FROM members m WHERE m.company_id = e.company_id AND m.user_id = e.posted_by) AS "postedByName", e.request_id AS "requestId", x.lines,
         (r.id IS NULL AND NOT ${undoneByRecord('e')}) AS reversible, ${sourceColumns}
  FROM page e
  LEFT JOIN LATERAL (SELECT b.id FROM journal_entries b WHERE b.company_id = e.company_id AND b.reverses_entry_id = e.id LIMIT 1) r ON true
  ${sourceJoins}
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object(
      'lineNo', l.line_no, 'accountId', l.account_id, 'accountCode', a.code, 'accountName', a.name,
      'debitCents', l.debit_cents, 'creditCents', l.credit_cents, 'clientId', l.client_id, 'clientName', ${clientName},
      'projectId', l.project_id, 'projectName', ${projectName}, 'memo', l.memo) ORDER BY l.line_no) AS lines
    FROM journal_lines l
    JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
    WHERE l.company_id = e.company_id AND l.entry_id = e.id) x
  ORDER BY e.entry_date DESC, e.id DESC`

function toEntry(row: Row): contract.JournalEntry {
  return { ...takeSource(row), totalCents: row.lines.reduce((sum, line) => sum + line.debitCents, 0) }
}

export const listJournalEntries = query({
  name: 'journal.list',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.listJournalEntries.input,
  async run(scope, { limit, cursor, q, accountId, sourceType, from, to }) {
    const values: unknown[] = [scope.companyId, limit + 1]
    const clauses: string[] = []
    const names: string[] = []
    const where = (name: string, value: unknown, clause: (parameter: string) => string) => {
      if (value === undefined) return
      values.push(value)
      names.push(name)
      clauses.push(`AND ${clause(`$${values.length}`)}`)
    }
    where('from', from, (p) => `n.entry_date >= ${p}::date`)
    where('to', to, (p) => `n.entry_date <= ${p}::date`)
    where('source', sourceType, (p) => `n.source_type = ${p}`)
    where('q', q ? containing(q) : undefined, (p) => `lower(n.memo) LIKE ${p}`)
    where(
      'account',
      accountId,
      (p) => `n.id IN (SELECT l.entry_id FROM journal_lines l WHERE l.company_id = $1 AND l.account_id = ${p})`,
    )
    const after = cursor === undefined ? undefined : toPlace(readCursor('journal', cursor, ['string', 'string']))
    where('after', after?.[0], (p) => `n.entry_date <= ${p}::date`)
    where('id', after?.[1], (p) => `(n.entry_date, n.id) < ($${values.length - 1}::date, ${p}::uuid)`)
    const page = `SELECT n.* FROM journal_entries n WHERE n.company_id = $1 ${clauses.join(' ')} ORDER BY n.entry_date DESC, n.id DESC LIMIT $2`
    const rows = await scope.sql<Row>(`journal.list:${names.join('+')}`, show(page), values)
    const items = rows.slice(0, limit).map(toEntry)
    const last = items.at(-1)
    return { items, nextCursor: rows.length > limit && last ? writeCursor('journal', [last.entryDate, last.id]) : null }
  },
})

function toPlace([date, id]: (string | number)[]): [string, string] {
  if (isPlainDate(String(date)) && isId(String(id))) return [String(date), String(id)]
  throw refuseField('cursor', 'This cursor does not belong to this list. Start again from the first page.')
}

export const readJournalEntry = query({
  name: 'journal.read',
  needs: 'financials:read',
  input: contract.readJournalEntry.input,
  async run(scope, { entryId }) {
    const page = 'SELECT n.* FROM journal_entries n WHERE n.company_id = $1 AND n.id = $2'
    const [row] = await scope.sql<Row>('journal.read', show(page), [scope.companyId, entryId])
    if (!row) throw new Refusal('not_found')
    return toEntry(row)
  },
})
