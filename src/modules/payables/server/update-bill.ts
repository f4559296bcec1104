import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { type BillLineRow, type BillRow, loadBillForUpdate, loadLines, saveDraft, saveMoved } from './bill-store.ts'
import { type BillForm, buildBill } from './build-bill.ts'
import { answerBill, audited } from './to-bill.ts'
import { loadVendor } from './vendor-store.ts'

/** Saves a draft over what it was. */
export const updateBill = command({
  name: 'payables.updateBill',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.updateBill.input,
  async run(scope, { billId, ...change }) {
    const row = await loadBillForUpdate(scope, billId)
    const lines = await loadLines(scope, billId)
    checkRevision(scope, await answerBill(scope, row, lines))
    if (row.state !== 'draft') throw new Refusal('bill_locked')
    const form = changed(row, lines, change)
    if (form.vendorId !== row.vendorId) await loadVendor(scope, form.vendorId)
    const built = await buildBill(scope, form, new Set(lines.map((line) => line.accountId)))
    const saved = await saveDraft(scope, row, built.fields, built.lines)
    audit(scope, {
      subjectType: 'bill',
      subjectId: billId,
      before: audited(row, lines),
      after: audited(saved, built.lines),
    })
    signal(scope, 'bills', billId)
    return answerBill(scope, saved, built.lines)
  },
})

/** What was not said stays as it is. */
function changed(
  row: BillRow,
  lines: readonly BillLineRow[],
  said: { [name in keyof BillForm]?: BillForm[name] | undefined },
): BillForm {
  const kept = <T>(saying: T | undefined, was: T): T => (saying === undefined ? was : saying)
  return {
    vendorId: kept(said.vendorId, row.vendorId),
    number: kept(said.number, row.number),
    billedOn: kept(said.billedOn, row.billedOn),
    dueOn: kept(said.dueOn, row.dueOn),
    notes: kept(said.notes, row.notes),
    lines: kept(
      said.lines,
      lines.map(({ position: _position, subtotalCents: _subtotal, ...line }) => line),
    ),
  }
}

/** The notes stay open when the rest is posted. */
export const updateBillNotes = command({
  name: 'payables.updateBillNotes',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.updateBillNotes.input,
  async run(scope, { billId, notes }) {
    const row = await loadBillForUpdate(scope, billId)
    const saved = await saveMoved(scope, row, { notes })
    audit(scope, { subjectType: 'bill', subjectId: billId, before: { notes: row.notes }, after: { notes } })
    signal(scope, 'bills', billId)
    return answerBill(scope, saved, await loadLines(scope, billId))
  },
})
