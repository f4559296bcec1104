import { type AccountType, balanceOf } from '#kernel/accounts.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
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

// Whole months from the rollup, the days of the last month from its lines.
const selectAccounts = `
  SELECT a.id, a.code, a.name, a.type, a.contra, a.control, a.derived, a.system_key AS "systemKey", a.description, a.active, a.revision,
         (coalesce(m.debit, 0) + coalesce(d.debit, 0))::bigint AS debit, (coalesce(m.credit, 0) + coalesce(d.credit, 0))::bigint AS credit
  FROM accounts a
  LEFT JOIN LATERAL (
    SELECT sum(b.debit_cents) AS debit, sum(b.credit_cents) AS credit FROM account_balances b
    WHERE b.company_id = a.company_id AND b.account_id = a.id AND b.month < date_trunc('month', $2::date)::date) m ON true
  LEFT JOIN LATERAL (
    SELECT sum(l.debit_cents) AS debit, sum(l.credit_cents) AS credit FROM journal_lines l
    WHERE l.company_id = a.company_id AND l.account_id = a.id AND l.entry_date >= date_trunc('month', $2::date)::date AND l.entry_date <= $2::date) d ON true
  WHERE a.company_id = $1 AND a.deleted_at IS NULL`

type Summed = AccountRow & { debit: number; credit: number }

function withBalance({ debit, credit, ...account }: Summed): AccountWithBalance {
  return { ...account, balanceCents: balanceOf(account.type, debit, credit) }
}

/** One account with its balance today. */
export async function loadAccount(scope: Scope, accountId: string): Promise<AccountWithBalance> {
  const today = await companyToday(scope)
  const [row] = await scope.sql<Summed>('ledger.readAccount', `${selectAccounts} AND a.id = $3`, [
    scope.companyId,
    today,
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
  const rows = await scope.sql<Summed>(
    'ledger.listAccounts',
    `${selectAccounts}
       AND ($3::text IS NULL OR a.type = $3) AND ($4::boolean IS NULL OR a.active = $4)
       AND ($5::text IS NULL OR lower(a.code || ' ' || a.name) LIKE $5) AND a.code > $6
     ORDER BY a.code LIMIT $7`,
    [
      scope.companyId,
      filter.asOf ?? (await companyToday(scope)),
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
