import type { AccountType } from '#kernel/accounts.ts'
import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-ledger.ts'
import { csvFile, plainMoney } from './csv.ts'
import { deferredShares, owedValues } from './deferred.ts'
import { reportFrame } from './frame.ts'
import { pageByKey } from './page-by-key.ts'

type Item = {
  documentId: string | null
  number: string | null
  issuedOn: PlainDate | null
  clientName: string | null
  earnedCents: number
}
type Span = { from: PlainDate; to: PlainDate; knownAt: Instant | null }
type Account = { accountId: string; code: string; name: string; type: AccountType }

export const cashEarned = query({
  name: 'reports.cashEarned',
  needs: 'financials:read',
  input: contract.cashEarned.input,
  async run(scope, { accountId, limit, cursor, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const account = await loadAccount(scope, accountId)
    const rows = await earned(scope, { ...range, knownAt }, account)
    const items = rows.filter((row) => row.documentId !== null) as (Item & { documentId: string })[]
    const otherCents = rows.find((row) => row.documentId === null)?.earnedCents ?? 0
    const totalCents = sumCents(rows.map((row) => row.earnedCents))
    if (format === 'csv') {
      const money = plainMoney(company.currency)
      const lines = items.map((row) => [row.issuedOn, row.number, row.clientName, money(row.earnedCents)])
      const last = [
        ['', 'Not from invoices', '', money(otherCents)],
        ['', 'Total', '', money(totalCents)],
      ]
      const name = `cash-basis-${account.code}-${range.from}-${range.to}`
      return csvFile(name, ['Issued', 'Invoice', 'Client', 'Amount'], [...lines, ...last])
    }
    const page = pageByKey('cash-basis', items.map(named), limit, cursor)
    return { ...range, knownAt, ...account, ...page, otherCents, totalCents }
  },
})

const named = ({ documentId, number, issuedOn, clientName, earnedCents }: Item & { documentId: string }) => {
  return { documentId, number: number ?? '', issuedOn: issuedOn ?? '', clientName: clientName ?? '', earnedCents }
}

async function loadAccount(scope: Scope, accountId: string): Promise<Account> {
  const [account] = await scope.sql<Account>(
    'reports.account',
    'SELECT a.id AS "accountId", a.code, a.name, a.type FROM accounts a WHERE a.company_id = $1 AND a.id = $2',
    [scope.companyId, accountId],
  )
  if (!account) throw new Refusal('not_found')
  return account
}

// What the books say of the period, by the invoice that caused it, less what was deferred more at its end than before it.
const statement = `
  WITH ${deferredShares},
  booked AS (
    SELECT CASE WHEN e.source_type IN ('invoice', 'invoice_void') THEN e.source_id
                WHEN n.document_id IS NOT NULL THEN n.document_id WHEN w.document_id IS NOT NULL THEN w.document_id END AS document_id,
           l.credit_cents - l.debit_cents AS cents
    FROM journal_lines l
    JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
    LEFT JOIN credit_note_reversals nr ON e.source_type = 'credit_note_reversal' AND nr.company_id = $1 AND nr.id = e.source_id
    LEFT JOIN credit_notes n ON e.source_type IN ('credit_note', 'credit_note_reversal') AND n.company_id = $1
      AND n.id = CASE WHEN nr.credit_note_id IS NULL THEN e.source_id ELSE nr.credit_note_id END
    LEFT JOIN write_off_reversals wr ON e.source_type = 'invoice_write_off_reversal' AND wr.company_id = $1 AND wr.id = e.source_id
    LEFT JOIN write_offs w ON e.source_type IN ('invoice_write_off', 'invoice_write_off_reversal') AND w.company_id = $1
      AND w.id = CASE WHEN wr.write_off_id IS NULL THEN e.source_id ELSE wr.write_off_id END
    WHERE l.company_id = $1 AND l.account_id = $6 AND l.entry_date > $3::date AND l.entry_date <= $7::date
      AND ($4::timestamptz IS NULL OR e.posted_at <= $4)
  ), earned AS (
    SELECT x.document_id, sum(x.cents) AS cents FROM (
      SELECT b.document_id, b.cents FROM booked b
      UNION ALL
      SELECT s.document_id, CASE WHEN s.day = $3::date THEN s.cents ELSE -s.cents END FROM deferred s WHERE s.account_id = $6
    ) x GROUP BY x.document_id HAVING sum(x.cents) <> 0
  )
  SELECT r.document_id AS "documentId", d.number, d.issued_on AS "issuedOn", c.display_name AS "clientName",
         (r.cents * CASE WHEN $8 THEN -1 ELSE 1 END)::bigint AS "earnedCents"
  FROM earned r
  LEFT JOIN documents d ON d.company_id = $1 AND d.id = r.document_id
  LEFT JOIN clients c ON c.company_id = $1 AND c.id = d.client_id
  ORDER BY d.issued_on, r.document_id`

function earned(scope: Scope, { from, to, knownAt }: Span, { accountId, type }: Account): Promise<Item[]> {
  const before = addDays(from, -1)
  const debits = type === 'expense' || type === 'asset'
  const values = [...owedValues(scope, [before, to], knownAt), accountId, to, debits]
  return scope.sql<Item>('reports.cashEarned', statement, values)
}
