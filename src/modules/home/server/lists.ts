import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import { type Dashboard, toDoMax } from '../contract.ts'

/** The client of a row: of the few on the page alone. A join would be planned for companies with few clients, and reads all. */
const clientOf = (row: string) =>
  `(SELECT c.display_name FROM clients c WHERE c.company_id = $1 AND c.id = ${row}.client_id) AS "clientName"`

type Row<Name extends 'invoices' | 'projects' | 'payments' | 'expenses'> = NonNullable<Dashboard[Name]>[number]

export async function longestDue(scope: Scope): Promise<Row<'invoices'>[]> {
  return scope.sql<Row<'invoices'>>(
    'home.longestDue',
    `SELECT d.id, d.number, ${clientOf('d')}, d.due_on AS "dueOn", d.balance_due_cents AS "balanceDueCents" FROM documents d
     WHERE d.company_id = $1 AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft'
     ORDER BY d.due_on, d.id LIMIT 5`,
    [scope.companyId],
  )
}

/** `memberId` narrows to the projects that this member is assigned to. */
export async function openProjects(scope: Scope, memberId: string | null): Promise<Row<'projects'>[]> {
  return scope.sql<Row<'projects'>>(
    'home.openProjects',
    `SELECT p.id, p.number, p.name, ${clientOf('p')}, p.due_on AS "dueOn" FROM projects p
     WHERE p.company_id = $1 AND p.state = 'active' AND p.deleted_at IS NULL AND ($2::uuid IS NULL OR EXISTS (
       SELECT FROM project_members a WHERE a.company_id = p.company_id AND a.project_id = p.id AND a.member_id = $2))
     ORDER BY p.created_at DESC, p.id DESC LIMIT 5`,
    [scope.companyId, memberId],
  )
}

export async function recentPayments(scope: Scope): Promise<Row<'payments'>[]> {
  return scope.sql<Row<'payments'>>(
    'home.recentPayments',
    `SELECT p.id, ${clientOf('p')}, p.received_on AS "receivedOn", p.amount_cents AS "amountCents",
            r.id IS NOT NULL AS reversed
     FROM payments p LEFT JOIN payment_reversals r ON r.company_id = p.company_id AND r.payment_id = p.id
     WHERE p.company_id = $1 AND p.state = 'succeeded'
     ORDER BY p.received_on DESC, p.id DESC LIMIT 5`,
    [scope.companyId],
  )
}

/** `memberId` narrows to what this member entered. */
export async function recentExpenses(scope: Scope, memberId: string | null): Promise<Row<'expenses'>[]> {
  const whose = memberId === null ? '' : 'AND e.member_id = $2'
  return scope.sql<Row<'expenses'>>(
    memberId === null ? 'home.recentExpenses' : 'home.ownExpenses',
    `SELECT e.id, m.name AS "merchantName", c.name AS "categoryName", e.spent_on AS "spentOn", e.amount_cents AS "amountCents", e.state
     FROM expenses e
     JOIN merchants m ON m.company_id = e.company_id AND m.id = e.merchant_id
     JOIN expense_categories c ON c.company_id = e.company_id AND c.id = e.category_id
     WHERE e.company_id = $1 AND e.deleted_at IS NULL ${whose}
     ORDER BY e.spent_on DESC, e.id DESC LIMIT 5`,
    memberId === null ? [scope.companyId] : [scope.companyId, memberId],
  )
}

export type Asked = {
  memberId: string
  /** Sees only what they are assigned to. */
  assignedOnly: boolean
  approves: boolean
  seesInvoices: boolean
  today: PlainDate
  weekStart: PlainDate
}

/** Each looks at `toDoMax` rows at most. */
export async function toDo(scope: Scope, asked: Asked): Promise<Dashboard['toDo']> {
  const atMost = (rows: string) => `(SELECT count(*)::int FROM (SELECT FROM ${rows} LIMIT ${toDoMax}) found)`
  const [found] = await scope.sql<Dashboard['toDo']>(
    'home.toDo',
    `SELECT CASE WHEN $4::boolean THEN ${atMost(`time_entries t WHERE t.company_id = $1 AND t.state = 'submitted' AND t.deleted_at IS NULL
              AND (NOT $3::boolean OR t.project_id IS NULL OR t.member_id = $2 OR EXISTS (SELECT FROM project_members a WHERE a.company_id = $1 AND a.project_id = t.project_id AND a.member_id = $2))`)} END AS "timeToApprove",
            CASE WHEN $4::boolean THEN ${atMost(`expenses x WHERE x.company_id = $1 AND x.state = 'submitted' AND x.deleted_at IS NULL
              AND (NOT $3::boolean OR x.project_id IS NULL OR x.member_id = $2 OR EXISTS (SELECT FROM project_members a WHERE a.company_id = $1 AND a.project_id = x.project_id AND a.member_id = $2))`)} END AS "expensesToApprove",
            ${atMost(`time_entries t WHERE t.company_id = $1 AND t.member_id = $2 AND t.state = 'draft' AND t.deleted_at IS NULL`)} AS "ownDraftTime",
            CASE WHEN $5::boolean THEN ${atMost(`documents d WHERE d.company_id = $1 AND d.document_type = 'invoice' AND d.state = 'draft' AND d.deleted_at IS NULL`)} END AS "draftInvoices",
            CASE WHEN $5::boolean THEN ${atMost(`documents d WHERE d.company_id = $1 AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft' AND d.due_on < $6::date`)} END AS "overdueInvoices",
            (SELECT coalesce(sum(t.minutes), 0)::int FROM time_entries t
             WHERE t.company_id = $1 AND t.member_id = $2 AND t.worked_on BETWEEN $7::date AND $6::date AND t.state <> 'void' AND t.deleted_at IS NULL) AS "weekMinutes"`,
    [
      scope.companyId,
      asked.memberId,
      asked.assignedOnly,
      asked.approves,
      asked.seesInvoices,
      asked.today,
      asked.weekStart,
    ],
  )
  return found as Dashboard['toDo']
}
