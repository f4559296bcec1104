import { loadCompany } from '#modules/companies/server/index.ts'
import { Download, query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-journal.ts'
import {
  assertedBalances,
  declarations,
  type ExportAccount,
  type ExportEntry,
  type ExportLine,
  exportedEntry,
  sealLine,
} from '../domain/plain-text.ts'
import { clientName, projectName } from './source-columns.ts'

const pageSize = 1000

type Row = Omit<ExportEntry, 'lines'> & { entryDate: string; lines: (ExportLine & { control: boolean })[] }

const select = `
  SELECT e.id, e.entry_date AS "entryDate", e.posted_at AS "postedAt", e.source_type AS "sourceType", e.source_id AS "sourceId",
    e.reverses_entry_id AS "reversesEntryId", e.memo, x.lines
  FROM (
    SELECT * FROM journal_entries WHERE company_id = $1 AND (entry_date, id) > ($2::date, $3::uuid)
    ORDER BY entry_date, id LIMIT $4
  ) e
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'type', a.type, 'control', a.control, 'cents', l.debit_cents - l.credit_cents,
                     'client', ${clientName}, 'project', ${projectName},
                     'clientId', l.client_id, 'projectId', l.project_id, 'memo', l.memo) ORDER BY l.line_no) AS lines
    FROM journal_lines l
    JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
    WHERE l.company_id = e.company_id AND l.entry_id = e.id) x
  ORDER BY e.entry_date, e.id`

/** What each control account stands at, by its code. */
type Running = Map<string, number>

/** Control accounts say at each line what they stand at after it: their sub-ledgers must explain every step. */
function asserting(entry: Row, running: Running): ExportEntry {
  const lines = entry.lines.map(({ control, ...line }) => {
    if (!control) return line
    const balanceCents = (running.get(line.code) ?? 0) + line.cents
    running.set(line.code, balanceCents)
    return { ...line, balanceCents }
  })
  return { ...entry, lines }
}

/**
 * The whole journal of the scope's company in plain-text accounting format, oldest first. Each line of
 * a control account asserts its running balance, and it ends with the balances of
 * all accounts as the monthly rollup knows them: hledger and ledger refuse the file when its lines do not lead there.
 */
export async function* exportLedger(scope: Scope): AsyncGenerator<string> {
  const { name, currency } = await loadCompany(scope)
  const accounts = await scope.sql<ExportAccount & { cents: number }>(
    'reports.exportAccounts',
    `SELECT a.id, a.code, a.name, a.type, coalesce(sum(b.debit_cents - b.credit_cents), 0)::bigint AS cents
     FROM accounts a LEFT JOIN account_balances b ON b.company_id = a.company_id AND b.account_id = a.id
     WHERE a.company_id = $1 GROUP BY a.id, a.code, a.name, a.type ORDER BY a.code`,
    [scope.companyId],
  )
  yield `; ${name.replace(/\s+/g, ' ')}: journal exported ${scope.now}\n\n${declarations(currency, accounts)}`
  const running: Running = new Map()
  let last = { entryDate: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const rows = await scope.sql<Row>('reports.exportEntries', select, [
      scope.companyId,
      last.entryDate,
      last.id,
      pageSize,
    ])
    if (rows.length > 0) yield rows.map((row) => exportedEntry(asserting(row, running), currency)).join('')
    last = rows.at(-1) ?? last
    if (rows.length < pageSize) break
  }
  if (last.entryDate !== '0001-01-01') yield assertedBalances(last.entryDate, accounts, currency)
  const seals = await scope.sql<Parameters<typeof sealLine>[0]>(
    'reports.exportSeals',
    `SELECT seq, version, posted_before AS "postedBefore", entries, hash FROM journal_seals WHERE company_id = $1 ORDER BY seq`,
    [scope.companyId],
  )
  yield seals.map(sealLine).join('')
}

export const exportJournal = query({
  name: 'reports.plainTextLedger',
  needs: 'financials:read',
  input: contract.exportJournal.input,
  async run(scope) {
    return new Download('journal.ledger', 'text/plain; charset=utf-8', exportLedger(scope))
  },
})
