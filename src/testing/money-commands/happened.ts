import type { TestHouse } from '../house.ts'

/** Without what is never the same twice: ids and clocks. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null)
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…id')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '…clock'),
  )
}

type Counts = { entries: number; audits: number; keys: number; queued: number }

/** What has been written so far. */
export async function counted(house: TestHouse): Promise<Counts> {
  const [row] = await house.sql<Counts>(
    'owner',
    `SELECT (SELECT count(*)::int FROM journal_entries) AS entries, (SELECT count(*)::int FROM audit_events) AS audits,
            (SELECT count(*)::int FROM idempotency_keys) AS keys, (SELECT count(*)::int FROM pgboss.job) AS queued`,
  )
  return row as Counts
}

type Line = { accountCode: string; debitCents: number; creditCents: number }
export type Posted = { entryDate: string; memo: string; sourceType: string; lines: Line[] }

/** The entries after the first so many, in the order of their posting. */
export async function postedAfter(house: TestHouse, skip: number): Promise<Posted[]> {
  return house.sql<Posted>(
    'owner',
    `SELECT e.entry_date::text AS "entryDate", e.memo, e.source_type AS "sourceType", jsonb_agg(jsonb_build_object(
       'accountCode', a.code, 'debitCents', l.debit_cents, 'creditCents', l.credit_cents) ORDER BY l.line_no) AS lines
     FROM (SELECT * FROM journal_entries ORDER BY posted_at, id OFFSET $1) e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     GROUP BY e.posted_at, e.id, e.entry_date, e.memo, e.source_type ORDER BY e.posted_at, e.id`,
    [skip],
  )
}

const balanceOf = {
  invoice: 'SELECT balance_due_cents::int AS cents FROM documents WHERE id = $1',
  bill: 'SELECT balance_due_cents::int AS cents FROM bills WHERE id = $1',
  credit: 'SELECT credit_cents::int AS cents FROM clients WHERE id = $1',
  member: `SELECT coalesce(sum(amount_cents), 0)::int AS cents FROM expenses
           WHERE member_id = $1 AND state = 'approved' AND paid_by = 'member'`,
} as const

type Balance = { kind: string; id: string; afterCents: number }

/** What stands there now for each balance that a preview told. */
export async function balancesNow(house: TestHouse, balances: readonly Balance[]): Promise<Balance[]> {
  const now: Balance[] = []
  for (const { kind, id } of balances) {
    const text = balanceOf[kind as keyof typeof balanceOf]
    const [row] = text ? await house.sql<{ cents: number }>('owner', text, [id]) : []
    now.push({ kind, id, afterCents: row?.cents ?? Number.NaN })
  }
  return now
}
