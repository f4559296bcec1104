import type { Move } from './act.ts'
import { deleteBill, draftBill, payBills, postBill, reverseBillPayment, voidBill } from './bills.ts'
import { adjust, apply, undoApplication } from './credit.ts'
import { correct, draftNote, postSome, recover, reverseNote, writeOff } from './credit-notes.ts'
import { copyInvoice, deleteDraft, draftInvoice, redraftInvoice, sendSome, voidSome } from './invoices.ts'
import { type Chart, enterByHand, lock, openBooks, reverseByHand } from './ledger.ts'
import { pay, refundFrom, refundSome, reverseSome } from './payments.ts'

/** Every move, as often as it should come up. */
export function movesIn(chart: Chart): Move[] {
  const often = (times: number, move: Move) => Array.from({ length: times }, () => move)
  return [
    ...often(3, draftInvoice),
    ...often(4, sendSome),
    ...often(5, pay),
    ...often(2, apply),
    ...often(2, refundSome),
    ...often(2, refundFrom),
    ...often(2, draftNote),
    ...often(4, postSome),
    ...often(2, undoApplication),
    ...[
      redraftInvoice,
      deleteDraft,
      copyInvoice,
      voidSome,
      reverseSome,
      adjust,
      reverseNote,
      correct,
      writeOff,
      recover,
    ],
    ...often(2, reverseNote),
    ...often(2, recover),
    ...often(2, draftBill(chart)),
    ...often(3, postBill),
    ...often(2, payBills),
    ...[voidBill, reverseBillPayment, deleteBill],
    ...[enterByHand(chart), openBooks(chart), reverseByHand, lock],
  ]
}

/** What a company has behind it when a sequence begins. */
export const beginning: readonly Move[] = [draftInvoice, sendSome, draftInvoice, sendSome, pay, pay]
