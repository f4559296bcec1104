import { type AccountType, balanceOf } from '#kernel/accounts.ts'
import { fiscalYearStart, type PlainDate, todayIn } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { containing } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import type { IncomeAccount } from './income-accounts.ts'

export type AccountRow = {
  id: string
  code: string
  name: string
  type: AccountType
  contra: boolean
  control: boolean
  derived: boolean
  systemKey: string | null
  description: string | null
  active: boolean
  revision: number
}

export type AccountWithBalance = AccountRow & { balanceCents: number }

// Whole months from the rollup, the days of the last month from its lines. A fiscal year begins with a month.
const selectAccounts = `
  SELECT a.id, a.code, a.name, a.type, a.contra, a.control, a.derived, a.system_key AS "systemKey", a.description, a.active, a.revision,
         (coalesce(m.debit, 0) + coalesce(d.debit, 0) + coalesce(e.debit, 0))::bigint AS debit,
         (coalesce(m.credit, 0) + coalesce(d.credit, 0) + coalesce(e.credit, 0))::bigint AS credit
  FROM accounts a
  LEFT JOIN LATERAL (
    SELECT sum(b.debit_cents) AS debit, sum(b.credit_cents) AS credit FROM account_balances b
    WHERE b.company_id = a.company_id AND b.account_id = a.id AND b.month < date_trunc('month', $2::date)::date
      AND (a.type NOT IN ('income', 'expense') OR b.month >= $3::date)) m ON true
  LEFT JOIN LATERAL (
    SELECT sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit FROM journal_lines l
    WHERE l.company_id = a.company_id AND l.account_id = a.id AND l.entry_date >= date_trunc('month', $2::date)::date AND l.entry_date <= $2::date) d ON true
  LEFT JOIN LATERAL (
    SELECT sum(b.debit_cents) AS debit, sum(b.credit_cents) AS credit
    FROM accounts n JOIN account_balances b ON b.company_id = n.company_id AND b.account_id = n.id AND b.month < $3::date
    WHERE a.derived AND n.company_id = a.company_id AND n.type IN ('income', 'expense')) e ON true
  WHERE a.company_id = $1 AND a.deleted_at IS NULL`

type Summed = AccountRow & { debit: number; credit: number }

function withBalance({ debit, credit, ...account }: Summed): AccountWithBalance {
  return { ...account, balanceCents: balanceOf(account.type, debit, credit) }
}

/** The day that is asked for, or today, and the first of the fiscal year that it lies in. */
async function dayAndYear(scope: Scope, asOf?: PlainDate): Promise<{ day: PlainDate; yearFrom: PlainDate }> {
  const { timeZone, fiscalYearStartMonth } = await loadCompany(scope)
  const day = asOf ?? todayIn(timeZone, scope.now)
  return { day, yearFrom: fiscalYearStart(day, fiscalYearStartMonth) }
}

/** One account with its balance today. */
export async function loadAccount(scope: Scope, accountId: string): Promise<AccountWithBalance> {
  const { day, yearFrom } = await dayAndYear(scope)
  const [row] = await scope.sql<Summed>('ledger.readAccount', `${selectAccounts} AND a.id = $4`, [
    scope.companyId,
    day,
    yearFrom,
    accountId,
  ])
  if (!row) throw new Refusal('not_found')
  return withBalance(row)
}

type Filter = {
  asOf?: PlainDate | undefined
  type?: AccountType | undefined
  active?: 'true' | 'false' | undefined
  q?: string | undefined
  limit: number
  cursor?: string | undefined
}

async function findAccounts(scope: Scope, filter: Filter): Promise<Page<AccountWithBalance>> {
  const { day, yearFrom } = await dayAndYear(scope, filter.asOf)
  const rows = await scope.sql<Summed>(
    'ledger.listAccounts',
    `${selectAccounts}
       AND ($4::text IS NULL OR a.type = $4) AND ($5::boolean IS NULL OR a.active = $5)
       AND ($6::text IS NULL OR lower(a.code || ' ' || a.name) LIKE $6) AND a.code > $7
     ORDER BY a.code LIMIT $8`,
    [
      scope.companyId,
      day,
      yearFrom,
      filter.type ?? null,
      filter.active === undefined ? null : filter.active === 'true',
      filter.q ? containing(filter.q) : null,
      filter.cursor ?? '',
      filter.limit + 1,
    ],
  )
  const items = rows.slice(0, filter.limit).map(withBalance)
  return { items, nextCursor: rows.length > filter.limit ? (items.at(-1)?.code ?? null) : null }
}

export const listAccounts = query({
  name: 'accounts.list',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.listAccounts.input,
  run: findAccounts,
})

export const readAccount = query({
  name: 'accounts.read',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.readAccount.input,
  run: (scope, { accountId }) => loadAccount(scope, accountId),
})

export const listIncomeAccounts = query({
  name: 'accounts.listIncome',
  needs: 'catalog:write',
  input: contract.listIncomeAccounts.input,
  async run(scope) {
    const items = await scope.sql<IncomeAccount>(
      'ledger.listIncomeAccounts',
      "SELECT id, code, name FROM accounts WHERE company_id = $1 AND type = 'income' AND active AND deleted_at IS NULL ORDER BY code",
      [scope.companyId],
    )
    return { items, nextCursor: null }
  },
})
