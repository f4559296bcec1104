import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { nearDate } from './known.ts'
import { owingRecords } from './owing.ts'
import { owedInvoices } from './receivables.ts'

/**
 * CTEs that end in `deferred (document_id, day, account_id, cents)`, with the parameters of `owedInvoices`.
 * What the books have earned and no money has come for, per account and day: each open invoice's balance (and what was
 * written off on it), split over what it posted by the largest remainder, as `allocate` of the kernel splits. What
 * credit notes took back has no share, as long as what is left of the lines covers the balance. Likewise, as debits, what
 * bills and members' expenses cost while nobody has paid them.
 */
export const deferredShares = `
  ${owedInvoices},
  ${owingRecords},
  unpaid AS (
    SELECT o.document_id, 'invoice' AS source_type, 1 AS sign, o.day, o.balance_cents + o.written_cents AS cents
    FROM owed o WHERE o.balance_cents + o.written_cents > 0
    UNION ALL
    SELECT w.record_id, w.kind, -1, w.day, w.cents FROM owing w WHERE w.cents > 0
  ), posted AS (
    SELECT p.document_id, p.day, p.cents, p.sign, l.account_id, min(l.line_no) AS place,
           sum(p.sign * (l.credit_cents - l.debit_cents)) AS weight
    FROM unpaid p
    JOIN journal_entries e ON e.company_id = $1 AND e.source_type = p.source_type AND e.source_id = p.document_id
    JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = e.id
    JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id AND NOT a.control
    GROUP BY p.document_id, p.day, p.cents, p.sign, l.account_id
  ), noted AS (
    SELECT p.document_id, p.day, l.account_id, sum(l.debit_cents - l.credit_cents) AS weight
    FROM unpaid p
    JOIN credit_notes n ON n.company_id = $1 AND n.document_id = p.document_id AND n.state = 'posted'
    LEFT JOIN credit_note_reversals r ON r.company_id = $1 AND r.credit_note_id = n.id
    JOIN journal_entries e ON e.company_id = $1 AND e.entry_date <= p.day AND ($4::timestamptz IS NULL OR e.posted_at <= $4)
      AND ((e.source_type = 'credit_note' AND e.source_id = n.id) OR (e.source_type = 'credit_note_reversal' AND e.source_id = r.id))
    JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = e.id
    JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id AND NOT a.control
    GROUP BY p.document_id, p.day, l.account_id
  ), netted AS (
    SELECT w.*, w.weight - coalesce(n.weight, 0) AS net, sum(w.weight - coalesce(n.weight, 0)) OVER (PARTITION BY w.document_id, w.day) AS net_whole
    FROM posted w LEFT JOIN noted n ON n.document_id = w.document_id AND n.day = w.day AND n.account_id = w.account_id
  ), weighed AS (
    SELECT w.document_id, w.day, w.cents, w.sign, w.account_id, w.place, CASE WHEN w.net_whole >= w.cents THEN w.net ELSE w.weight END AS weight,
           sum(CASE WHEN w.net_whole >= w.cents THEN w.net ELSE w.weight END) OVER (PARTITION BY w.document_id, w.day) AS whole
    FROM netted w
  ), floored AS (
    SELECT w.*, div(w.cents * w.weight, w.whole) AS part, mod(w.cents * w.weight, w.whole) AS rest FROM weighed w
  ), counted AS (
    SELECT f.*, f.cents - sum(f.part) OVER (PARTITION BY f.document_id, f.day) AS left_over FROM floored f
  ), ranked AS (
    SELECT c.*, row_number() OVER (PARTITION BY c.document_id, c.day ORDER BY sign(c.left_over) * c.rest DESC, c.place) AS rank FROM counted c
  ), deferred AS (
    SELECT r.document_id, r.day, r.account_id, r.sign * (r.part + CASE WHEN r.rank <= abs(r.left_over) THEN sign(r.left_over) ELSE 0 END)::bigint AS cents
    FROM ranked r
    UNION ALL
    SELECT o.document_id, o.day, b.id, -o.written_cents FROM owed o
    JOIN accounts b ON b.company_id = $1 AND b.system_key = 'bad_debts'
    WHERE o.written_cents <> 0
  )`

const statement = `
  WITH ${deferredShares}
  SELECT s.day, s.account_id AS "accountId", sum(s.cents)::bigint AS cents FROM deferred s GROUP BY s.day, s.account_id`

/** Per account, credits over debits, as they stood at the end of a day. */
export type Deferred = ReadonlyMap<string, number>

type Row = { day: PlainDate; accountId: string; cents: number }

/** What was deferred at the end of each of the days, in their order; one statement. */
export async function deferredAt(
  scope: Scope,
  days: readonly PlainDate[],
  knownAt: Instant | null,
): Promise<Deferred[]> {
  const rows = await scope.sql<Row>('reports.deferred', statement, owedValues(scope, days, knownAt))
  const byDay = Map.groupBy(rows, (row) => row.day)
  return days.map((day) => new Map((byDay.get(day) ?? []).map(({ accountId, cents }) => [accountId, cents])))
}

/** The parameters that `owedInvoices` wants. */
export function owedValues(scope: Scope, days: readonly PlainDate[], knownAt: Instant | null): unknown[] {
  const earliest = [...days].sort()[0] ?? addDays(scope.now.slice(0, 10), 0)
  return [scope.companyId, [...new Set(days)], earliest, knownAt, knownAt && nearDate(knownAt)]
}
