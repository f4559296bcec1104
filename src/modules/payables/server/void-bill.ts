import { present } from '#kernel/assert.ts'
import { laterDate } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, balanceMoved, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { assertVoidable } from '../domain/bill.ts'
import { loadBillForUpdate, loadLines, saveMoved } from './bill-store.ts'
import { billLabel } from './label.ts'
import { answerBill, audited } from './to-bill.ts'

/** Takes a bill out of the books by its exact reversal. Only where no live payment is on it. */
export const voidBill = command({
  name: 'payables.voidBill',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.voidBill.input,
  async run(scope, { billId, voidedOn: chosen }) {
    const row = await loadBillForUpdate(scope, billId)
    const lines = await loadLines(scope, billId)
    checkRevision(scope, await answerBill(scope, row, lines))
    assertVoidable(row)
    const earliest = laterDate(present(row.bookedOn), (await lastReversal(scope, billId)) ?? '')
    const voidedOn = dayBetween(earliest, await companyToday(scope), chosen, 'voidedOn')
    const moved = { state: 'void', balanceDueCents: 0, voidedOn, voidedAt: scope.now } as const
    const saved = await saveMoved(scope, row, moved)
    const label = billLabel(row)
    await reverseEntry(scope, {
      of: { sourceType: 'bill', sourceId: billId },
      sourceType: 'bill_void',
      sourceId: billId,
      entryDate: voidedOn,
      memo: `Void: ${label}`,
    })
    balanceMoved(scope, { label, kind: 'bill', id: billId, beforeCents: row.balanceDueCents, afterCents: 0 })
    audit(scope, { subjectType: 'bill', subjectId: billId, before: audited(row), after: audited(saved) })
    signal(scope, 'bills', billId)
    signal(scope, 'vendors', row.vendorId)
    return answerBill(scope, saved, lines)
  },
})

/** The day on which the last of its payments was undone: the bill was owed since. */
async function lastReversal(scope: Scope, billId: string): Promise<string | null> {
  const [found] = await scope.sql<{ day: string | null }>(
    'payables.lastReversal',
    `SELECT max(r.reversed_on) AS day FROM bill_payment_allocations a
     JOIN bill_payment_reversals r ON r.company_id = a.company_id AND r.payment_id = a.payment_id
     WHERE a.company_id = $1 AND a.bill_id = $2`,
    [scope.companyId, billId],
  )
  return found?.day ?? null
}
