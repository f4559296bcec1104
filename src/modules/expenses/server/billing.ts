import type { PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { trimDecimal } from '#platform/database/columns.ts'
import { query } from '#platform/operation.ts'
import { signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { billableCents } from '../domain/expense.ts'

/** Approved billable expenses of a client: of one project, by id, up to a day. Not more than 2000 at once, oldest first. */
export type UnbilledFilter = {
  clientId: string
  projectId?: string | null | undefined
  ids?: readonly string[] | undefined
  upTo?: PlainDate | undefined
}

export type UnbilledExpense = {
  id: string
  spentOn: PlainDate
  merchantName: string
  categoryName: string
  memberName: string
  projectId: string | null
  projectName: string | null
  notes: string | null
  amountCents: number
  markupPercent: string
  /** With markup: what a line charges. */
  billableCents: number
}

type Row = Omit<UnbilledExpense, 'billableCents'> & { ready: boolean }

const ready = "e.state IN ('approved', 'reimbursed') AND e.billable AND e.document_id IS NULL"
const select = `
  SELECT e.id, e.spent_on AS "spentOn", s.name AS "merchantName", c.name AS "categoryName", m.display_name AS "memberName",
         e.project_id AS "projectId", p.name AS "projectName", e.notes, e.amount_cents AS "amountCents",
         e.markup_percent::text AS "markupPercent", ${ready} AS ready
  FROM expenses e
  JOIN merchants s ON s.company_id = e.company_id AND s.id = e.merchant_id
  JOIN expense_categories c ON c.company_id = e.company_id AND c.id = e.category_id
  JOIN members m ON m.company_id = e.company_id AND m.id = e.member_id
  LEFT JOIN projects p ON p.company_id = e.company_id AND p.id = e.project_id
  WHERE e.company_id = $1 AND e.client_id = $2 AND e.deleted_at IS NULL AND ($3::uuid IS NULL OR e.project_id = $3)
    AND ($4::date IS NULL OR e.spent_on <= $4)`
const open = `${select} AND ${ready} ORDER BY e.spent_on, e.id LIMIT 2000`
const chosen = `${select} AND e.id = ANY ($5::uuid[]) ORDER BY e.spent_on, e.id`

// In the order of ids for everybody: two people who bill at once wait for one another instead of deadlocking.
const lock = 'SELECT id FROM expenses WHERE company_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE'

/** What could be billed now, oldest first. */
async function unbilledExpenses(scope: Scope, filter: UnbilledFilter): Promise<UnbilledExpense[]> {
  return (await read(scope, filter)).map(priced)
}

/**
 * The same, locked until the transaction ends, for the command that bills it. Refuses chosen ids when one is not the
 * client's (`not_found`), or billed, not approved or not billable (`expense_not_billable`).
 */
export async function lockUnbilledExpenses(scope: Scope, filter: UnbilledFilter): Promise<UnbilledExpense[]> {
  const wanted = filter.ids ?? (await read(scope, filter)).map((row) => row.id)
  const ids = [...new Set(wanted)]
  if (ids.length === 0) return []
  await scope.sql('expenses.lock', lock, [scope.companyId, ids])
  // A new statement sees what the one before had to wait for.
  const rows = await read(scope, { ...filter, ids })
  if (filter.ids && rows.length < ids.length) throw new Refusal('not_found')
  if (filter.ids && rows.some((row) => !row.ready)) throw new Refusal('expense_not_billable')
  return rows.filter((row) => row.ready).map(priced)
}

function read(scope: Scope, { clientId, projectId, ids, upTo }: UnbilledFilter): Promise<Row[]> {
  const values = [scope.companyId, clientId, projectId ?? null, upTo ?? null]
  return ids === undefined
    ? scope.sql<Row>('expenses.unbilled', open, values)
    : scope.sql<Row>('expenses.unbilledChosen', chosen, [...values, ids])
}

function priced({ ready: _ready, ...row }: Row): UnbilledExpense {
  const expense = { ...row, markupPercent: trimDecimal(row.markupPercent) }
  return { ...expense, billableCents: billableCents(expense) }
}

export const listUnbilledExpenses = query({
  name: 'expenses.listUnbilled',
  needs: 'documents:write',
  input: contract.listUnbilledExpenses.input,
  async run(scope, filter) {
    await loadClient(scope, filter.clientId)
    const items = await unbilledExpenses(scope, filter)
    return { items, billableCents: sumCents(items.map((one) => one.billableCents)) }
  },
})

/** An expense, the line that charges it, and what it is charged with. */
export type ExpenseBilling = { id: string; documentLineId: string; billedCents: number }

/** Marks expenses as billed by lines that exist. Refuses `expense_not_billable` as a whole when one cannot be any more. */
export async function billExpenses(
  scope: Scope,
  documentId: string,
  billings: readonly ExpenseBilling[],
): Promise<void> {
  if (billings.length === 0) return
  const rows = await scope.sql(
    'expenses.bill',
    `UPDATE expenses e SET document_id = $2, document_line_id = b."documentLineId", billed_cents = b."billedCents",
            revision = e.revision + 1, updated_at = $4
     FROM jsonb_to_recordset($3::jsonb) AS b (id uuid, "documentLineId" uuid, "billedCents" bigint)
     WHERE e.company_id = $1 AND e.id = b.id AND ${ready} AND e.deleted_at IS NULL
       AND e.client_id = (SELECT d.client_id FROM documents d WHERE d.company_id = $1 AND d.id = $2)
     RETURNING e.id`,
    [scope.companyId, documentId, JSON.stringify(billings), scope.now],
  )
  if (rows.length !== billings.length) throw new Refusal('expense_not_billable')
  signal(scope, 'expenses')
}

/**
 * Frees the expenses of a document that was voided or whose draft was deleted; with `keptLineIds` only those of lines
 * that are gone. Say it after the document changed; a sent one is refused `expense_billed`. Answers how many.
 */
export async function releaseExpenses(
  scope: Scope,
  documentId: string,
  { keptLineIds = [] }: { keptLineIds?: readonly string[] } = {},
): Promise<number> {
  const rows = await scope.sql(
    'expenses.release',
    `UPDATE expenses SET document_id = NULL, document_line_id = NULL, billed_cents = NULL, revision = revision + 1, updated_at = $4
     WHERE company_id = $1 AND document_id = $2 AND NOT coalesce(document_line_id = ANY ($3::uuid[]), false) RETURNING id`,
    [scope.companyId, documentId, keptLineIds, scope.now],
  )
  if (rows.length > 0) signal(scope, 'expenses')
  return rows.length
}

/**
 * Moves expenses from an invoice that was corrected onto its replacement, each to the line that takes the place of its
 * own, at what it was charged with; those without a line are free. Answers how many moved.
 */
export async function moveBilledExpenses(
  scope: Scope,
  { fromId, toId, lines }: { fromId: string; toId: string; lines: ReadonlyMap<string, string> },
): Promise<number> {
  const billed = await scope.sql<ExpenseBilling>(
    'expenses.billedOn',
    `SELECT id, document_line_id AS "documentLineId", billed_cents AS "billedCents" FROM expenses
     WHERE company_id = $1 AND document_id = $2 ORDER BY id FOR UPDATE`,
    [scope.companyId, fromId],
  )
  if (billed.length === 0) return 0
  await releaseExpenses(scope, fromId)
  const moved = billed.flatMap((one) => {
    const documentLineId = lines.get(one.documentLineId)
    return documentLineId === undefined ? [] : [{ ...one, documentLineId }]
  })
  await billExpenses(scope, toId, moved)
  return moved.length
}
