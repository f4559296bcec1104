import { and, eq, gt, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { PlainDate } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { companyToday, loadCompany } from '#modules/companies/server/index.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import { plainMoney } from '#platform/http/csv-file.ts'
import { listFile, stateCell } from '#platform/http/list-file.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { displayState } from '../domain/bill.ts'
import { findSameNumber as findNumbered } from './bill-store.ts'
import { bills } from './tables.ts'
import { loadVendor, vendorNames } from './vendor-store.ts'

type ListInput = z.output<typeof contract.listBills.input>

const orders: Record<'billed' | 'due' | 'total', Order> = {
  billed: { by: bills.billedOn, id: bills.id, type: 'date' },
  due: { by: bills.dueOn, id: bills.id, type: 'date' },
  total: { by: bills.totalCents, id: bills.id, type: 'bigint' },
}

/** Bills, a page at a time, in a fixed number of statements; all that the filters find as a file. */
export const listBills = query({
  name: 'payables.listBills',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.listBills.input,
  run: async (scope, input) => (input.format === 'csv' ? billsFile(scope, input) : billPage(scope, input)),
})

async function billPage(scope: Scope, input: ListInput): Promise<Page<contract.BillListItem>> {
  const today = await companyToday(scope)
  const order = orders[input.sort.replace('-', '') as keyof typeof orders]
  const page = keyset(input.sort, { ...order, descending: input.sort.startsWith('-') }, input)
  const rows = await scope.tx
    .select({ ...listed, sortValue: page.value })
    .from(bills)
    .where(
      and(
        eq(bills.companyId, scope.companyId),
        isNull(bills.deletedAt),
        ...(await filters(scope, input, today)),
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  const names = await vendorNames(
    scope,
    items.map((item) => item.vendorId),
  )
  return {
    items: items.map((item) => ({
      ...item,
      displayState: displayState(item, today),
      vendorName: names.get(item.vendorId) ?? '',
    })),
    nextCursor,
  }
}

async function billsFile(scope: Scope, input: ListInput) {
  const money = plainMoney((await loadCompany(scope)).currency)
  return listFile('bills', input, (page) => billPage(scope, page), [
    ['Number', (one) => one.number],
    ['Vendor', (one) => one.vendorName],
    ['Date', (one) => one.billedOn],
    ['Due', (one) => one.dueOn],
    ['Total', (one) => money(one.totalCents)],
    ['Balance', (one) => money(one.balanceDueCents)],
    ['State', (one) => stateCell(one.displayState)],
  ])
}

const listed = {
  id: bills.id,
  vendorId: bills.vendorId,
  number: bills.number,
  state: bills.state,
  billedOn: bills.billedOn,
  dueOn: bills.dueOn,
  totalCents: bills.totalCents,
  balanceDueCents: bills.balanceDueCents,
}

async function filters(scope: Scope, input: ListInput, today: PlainDate): Promise<(SQL | undefined)[]> {
  return [
    stateFilter(input.state, today),
    input.vendorId ? eq(bills.vendorId, input.vendorId) : undefined,
    input.recurringBillId ? eq(bills.recurringBillId, input.recurringBillId) : undefined,
    input.from ? gte(bills.billedOn, input.from) : undefined,
    input.to ? lte(bills.billedOn, input.to) : undefined,
    input.q ? await searched(scope, input.q) : undefined,
  ]
}

/** What is owed goes by the balance, not by the state: a paid bill whose payment was undone is owed again. */
function stateFilter(state: ListInput['state'], today: PlainDate): SQL | undefined {
  if (state === undefined) return undefined
  if (state !== 'open' && state !== 'overdue') return eq(bills.state, state)
  const owed = gt(bills.balanceDueCents, 0)
  return state === 'open' ? owed : and(owed, lt(bills.dueOn, today))
}

/** Numbers and vendor names. */
async function searched(scope: Scope, q: string): Promise<SQL | undefined> {
  const found = await findWords(scope, q, 'bills', 'vendors')
  const vendorText = sql`(SELECT v.search_text FROM vendors v WHERE v.company_id = ${bills.companyId} AND v.id = ${bills.vendorId})`
  return or(found.among('bills', bills.id, bills.searchText), found.among('vendors', bills.vendorId, vendorText))
}

export const findSameNumber = query({
  name: 'payables.findSameNumber',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.findSameNumber.input,
  async run(scope, { vendorId, number, exceptId }) {
    await loadVendor(scope, vendorId)
    return { items: await findNumbered(scope, vendorId, number, exceptId), nextCursor: null }
  },
})
