import type { z } from 'zod'
import { type Instant, isPlainDate, type PlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-ledger.ts'
import { csvFile, plainMoney } from './csv.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { reportFrame } from './frame.ts'
import {
  clientName,
  projectName,
  type SourceColumns,
  sourceColumns,
  sourceJoins,
  takeSource,
} from './source-columns.ts'

type Input = z.output<typeof contract.figureLines.input>
type Asked = Pick<Input, 'accountId' | 'kind' | 'clientId' | 'projectId' | 'without' | 'sources'>
type View = { from: PlainDate; to: PlainDate; knownAt: Instant | null }
type Line = SourceColumns & Omit<z.output<typeof contract.FigureLines>['items'][number], 'source'>

export const figureLines = query({
  name: 'reports.figureLines',
  needs: 'financials:read',
  input: contract.figureLines.input,
  async run(scope, { from, to, knownAt: asked, limit, cursor, format, ...filter }) {
    const { company, range, knownAt } = await reportFrame(scope, { from, to, knownAt: asked })
    const view = { ...range, knownAt }
    const subject = await subjectOf(scope, filter)
    if (format === 'csv') {
      const name = `lines-${range.from}-${range.to}`
      return csvFile(name, heads, fileRows(scope, view, filter, plainMoney(company.currency)))
    }
    const sides = await sumOf(scope, view, filter)
    return { ...view, subject, ...(await pageOf(scope, view, filter, limit, cursor)), ...sides }
  },
})

/** Refuses what is not there, and says in words whose lines these are. */
async function subjectOf(scope: Scope, { accountId, clientId, projectId, without }: Asked): Promise<string | null> {
  const words: string[] = []
  if (accountId !== undefined) {
    const text = "SELECT a.code || ' ' || a.name AS name FROM accounts a WHERE a.company_id = $1 AND a.id = $2"
    const [account] = await scope.sql<{ name: string }>('reports.accountName', text, [scope.companyId, accountId])
    words.push(known(account?.name))
  }
  if (clientId !== undefined) words.push(known((await clientNames(scope, [clientId])).get(clientId)))
  if (projectId !== undefined) words.push(known((await projectNames(scope, [projectId])).get(projectId)))
  if (without !== undefined) words.push(`Without a ${without}`)
  return words.length === 0 ? null : words.join(' · ')
}

function known(name: string | undefined): string {
  if (name === undefined) throw new Refusal('not_found')
  return name
}

/** The condition on a line `l` and its entry `e`, with its values; `name` tells the statements apart. */
function condition(scope: Scope, { from, to, knownAt }: View, filter: Asked) {
  const { accountId, kind, clientId, projectId, without, sources } = filter
  const values: unknown[] = [scope.companyId, from, to, knownAt]
  const clauses = [
    'l.company_id = $1 AND l.entry_date BETWEEN $2::date AND $3::date AND ($4::timestamptz IS NULL OR e.posted_at <= $4)',
  ]
  const names: string[] = []
  const where = (name: string, value: unknown, clause: (parameter: string) => string) => {
    if (value === undefined) return
    values.push(value)
    names.push(name)
    clauses.push(clause(`$${values.length}`))
  }
  where('account', accountId, (p) => `l.account_id = ${p}`)
  where('kind', kind && (kind === 'profit' ? ['income', 'expense'] : [kind]), (p) => {
    return `l.account_id IN (SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.type = ANY (${p}::text[]))`
  })
  where('client', clientId, (p) => `l.client_id = ${p}`)
  where('project', projectId, (p) => `l.project_id = ${p}`)
  if (without !== undefined) {
    names.push(`no ${without}`)
    clauses.push(without === 'client' ? 'l.client_id IS NULL' : 'l.project_id IS NULL')
  }
  const listed = sources?.replace(/^-/, '').split(',')
  where(sources?.startsWith('-') ? 'others' : 'sources', listed, (p) =>
    sources?.startsWith('-') ? `e.source_type <> ALL (${p}::text[])` : `e.source_type = ANY (${p}::text[])`,
  )
  return { values, text: clauses.join(' AND '), name: names.join('+') }
}

async function sumOf(scope: Scope, view: View, filter: Asked) {
  const { values, text, name } = condition(scope, view, filter)
  const [sum] = await scope.sql<{ debitCents: number; creditCents: number }>(
    `reports.figureSum:${name}`,
    `SELECT coalesce(sum(l.debit_cents), 0)::bigint AS "debitCents", coalesce(sum(l.credit_cents), 0)::bigint AS "creditCents"
     FROM journal_lines l JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id WHERE ${text}`,
    values,
  )
  return sum ?? { debitCents: 0, creditCents: 0 }
}

async function pageOf(scope: Scope, view: View, filter: Asked, limit: number, cursor?: string) {
  const { values, text, name } = condition(scope, view, filter)
  const place = cursor === undefined ? [view.from, zeroId, 0] : toPlace(cursor)
  const at = (offset: number) => `$${values.length + offset}`
  const rows = await scope.sql<Line>(
    `reports.figureLines:${name}`,
    `SELECT l.entry_id AS "entryId", l.line_no AS "lineNo", l.entry_date AS "entryDate", coalesce(l.memo, e.memo) AS memo,
            a.id AS "accountId", a.code AS "accountCode", a.name AS "accountName",
            l.client_id AS "clientId", ${clientName} AS "clientName", l.project_id AS "projectId", ${projectName} AS "projectName",
            l.debit_cents AS "debitCents", l.credit_cents AS "creditCents", ${sourceColumns}
     FROM (
       SELECT l.* FROM journal_lines l JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
       WHERE ${text} AND (l.entry_date, l.entry_id, l.line_no) > (${at(1)}::date, ${at(2)}::uuid, ${at(3)}::smallint)
       ORDER BY l.entry_date, l.entry_id, l.line_no LIMIT ${at(4)}
     ) l
     JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     ${sourceJoins}
     ORDER BY l.entry_date, l.entry_id, l.line_no`,
    [...values, ...place, limit + 1],
  )
  const items = rows.slice(0, limit).map(takeSource)
  const last = items.at(-1)
  const more = rows.length > limit && last
  return { items, nextCursor: more ? writeCursor('lines', [last.entryDate, last.entryId, last.lineNo]) : null }
}

const zeroId = '00000000-0000-0000-0000-000000000000'

function toPlace(cursor: string): [string, string, number] {
  const [date, entryId, lineNo] = readCursor('lines', cursor, ['string', 'string', 'number'])
  const fits = isPlainDate(String(date)) && isId(String(entryId)) && Number(lineNo) >= 0 && Number(lineNo) < 32_767
  if (fits) return [String(date), String(entryId), Number(lineNo)]
  throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
}

const heads = ['Date', 'Code', 'Account', 'Memo', 'Client', 'Project', 'Source', 'Debit', 'Credit']

async function* fileRows(scope: Scope, view: View, filter: Asked, money: (cents: number) => string) {
  let cursor: string | undefined
  do {
    const page = await pageOf(scope, view, filter, 500, cursor)
    for (const line of page.items) {
      const { entryDate, accountCode, accountName, memo, source } = line
      const sides = [line.debitCents, line.creditCents].map(money)
      yield [entryDate, accountCode, accountName, memo, line.clientName, line.projectName, source.label, ...sides]
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
