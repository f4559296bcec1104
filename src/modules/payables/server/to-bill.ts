import type { PlainDate } from '#kernel/calendar.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Bill } from '../contract.ts'
import { displayState } from '../domain/bill.ts'
import { type BillLineRow, type BillRow, findSameNumber } from './bill-store.ts'
import { vendorNames } from './vendor-store.ts'

/** Rows as every command answers them, with the warning about its number. */
export async function answerBill(scope: Scope, row: BillRow, lines: readonly BillLineRow[]): Promise<Bill> {
  const today = await companyToday(scope)
  const names = await vendorNames(scope, [row.vendorId])
  const sameNumber = row.state === 'void' ? [] : await findSameNumber(scope, row.vendorId, row.number, row.id)
  return { ...shown(row, today), vendorName: names.get(row.vendorId) ?? '', lines: lines.map(toLine), sameNumber }
}

function shown(row: BillRow, today: PlainDate) {
  const {
    companyId: _company,
    searchText: _search,
    numberKey: _key,
    createdBy: _author,
    deletedAt: _gone,
    voidedAt: _voided,
    plannedOn: _planned,
    ...bill
  } = row
  return { ...bill, displayState: displayState(row, today) }
}

function toLine({ position: _position, ...line }: BillLineRow) {
  return line
}

/** What the audit log keeps of a bill. */
export function audited(row: BillRow, lines?: readonly BillLineRow[]): object {
  const {
    companyId: _company,
    searchText: _search,
    numberKey: _key,
    createdAt: _made,
    updatedAt: _saved,
    ...bill
  } = row
  return lines ? { ...bill, lines: lines.map(toLine) } : bill
}
