import { assert } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { PostedEntry } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { checkEntry, type Sides, type Stated, type SystemKey, settle } from '../domain/index.ts'
import { type EntryRow, findEntry, toPosted } from './posted.ts'

/** An account of the system by its key, or one that the company chose. */
export type AccountRef = SystemKey | { accountId: string }

export type NewLine = Stated & {
  account: AccountRef
  clientId?: string | null | undefined
  projectId?: string | null | undefined
  memo?: string | null | undefined
}

export type NewEntry = {
  /** The entry's id when the caller chose it. */
  id?: string | undefined
  entryDate: PlainDate
  memo: string
  /** What caused it; `(company, sourceType, sourceId)` is posted once. */
  sourceType: string
  sourceId: string
  lines: readonly NewLine[]
  reversesEntryId?: string | undefined
}

/**
 * Posts an entry with its lines in one statement; triggers check balance, books lock and control accounts and keep the
 * monthly balances. Zero lines are dropped, a negative amount stands on the other side. Posting the same source again
 * changes nothing and answers with the first entry. Refuses `books_locked`, `entry_unbalanced`, `account_controlled`.
 */
export async function postEntry(scope: Scope, entry: NewEntry): Promise<PostedEntry> {
  return answered(scope, entry, valuesOf(scope, entry))
}

/** The same under an id that somebody chose. Refuses `id_taken` when another entry has it: that one says something else. */
export async function postChosen(scope: Scope, entry: NewEntry): Promise<PostedEntry> {
  const posted = await postEntry(scope, entry)
  if (!scope.record.entries.includes(posted)) throw new Refusal('id_taken')
  return posted
}

/**
 * The same for a source that cannot have posted before, in a statement that travels with the next: whoever posts so needs
 * no answer. Refuses at once what the lines say, with the commit what the database says.
 */
export function postLater(scope: Scope, entry: NewEntry): void {
  const values = valuesOf(scope, entry)
  // A preview shows the entry.
  scope.later(scope.dryRun ? answered(scope, entry, values) : scope.sql('ledger.postLater', insertStatement, values))
}

function valuesOf(scope: Scope, entry: NewEntry): unknown[] {
  const lines = settle(entry.lines)
  checkEntry(lines)
  return [
    scope.companyId,
    entry.id ?? newId(),
    entry.entryDate,
    entry.memo,
    entry.sourceType,
    entry.sourceId,
    entry.reversesEntryId ?? null,
    scope.now,
    authorOf(scope),
    scope.origin.requestId,
    JSON.stringify(lines.map(wireLine)),
  ]
}

async function answered(scope: Scope, entry: NewEntry, values: unknown[]): Promise<PostedEntry> {
  const posted = toPosted(await scope.sql<EntryRow>('ledger.postEntry', statement, values))
  if (posted) {
    scope.record.entries.push(posted)
    return posted
  }
  const first = await findEntry(scope, entry)
  assert(first, 'an entry that was posted before is there')
  return first
}

function wireLine(
  { account, clientId, projectId, memo, debitCents, creditCents }: Omit<NewLine, keyof Stated> & Sides,
  at: number,
) {
  const ref = typeof account === 'string' ? { system_key: account } : { account_id: account.accountId }
  return {
    line_no: at + 1,
    ...ref,
    debit: debitCents,
    credit: creditCents,
    client_id: clientId,
    project_id: projectId,
    memo,
  }
}

const insertEntry = `
  INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, reverses_entry_id, posted_at, posted_by, request_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

// An unknown account leaves account_id empty, which the table refuses.
const insertLines = `
  INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents, client_id, project_id, memo)
  SELECT e.company_id, e.id, s.line_no, e.entry_date, coalesce(s.account_id, a.id), s.debit, s.credit, s.client_id, s.project_id, s.memo
  FROM entry e CROSS JOIN jsonb_to_recordset($11::jsonb) AS s (line_no smallint, system_key text, account_id uuid, debit bigint, credit bigint, client_id uuid, project_id uuid, memo text)
  LEFT JOIN accounts a ON a.company_id = $1 AND a.system_key = s.system_key`

const insertStatement = `WITH entry AS (${insertEntry} RETURNING company_id, id, entry_date) ${insertLines}`

const statement = `
  WITH entry AS (
    ${insertEntry}
    ON CONFLICT (company_id, source_type, source_id) DO NOTHING
    RETURNING company_id, id, entry_date, memo, source_type
  ), line AS (
    ${insertLines}
    RETURNING company_id, entry_id, line_no, account_id, debit_cents, credit_cents
  )
  SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType",
         l.account_id AS "accountId", a.code AS "accountCode", a.name AS "accountName",
         l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
  FROM entry e
  JOIN line l ON l.company_id = e.company_id AND l.entry_id = e.id
  JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id
  ORDER BY l.line_no`
