import type { Move } from './act.ts'
import { deleteBill, draftBill, payBills, postBill, reverseBillPayment, voidBill } from './bills.ts'
import { adjust, apply, undoApplication } from './credit.ts'
import { correct, draftNote, postSome, recover, reverseNote, writeOff } from './credit-notes.ts'
import {
  approveExpenses,
  deleteExpense,
  enterExpense,
  reimburse,
  rejectExpense,
  reverseReimbursement,
  submitExpense,
  voidExpense,
} from './expenses.ts'
import { copyInvoice, deleteDraft, draftInvoice, redraftInvoice, sendSome, voidSome } from './invoices.ts'
import { type Chart, enterByHand, lock, openBooks, reverseByHand } from './ledger.ts'
import { changeNumbering } from './numbering.ts'
import { arriveSome, failSome, pay, reverseSome } from './payments.ts'
import { arriveRefund, failRefund, refundFrom, refundSome } from './refunds.ts'

/** What a sequence is about. Chains grow longer where fewer kinds of acts come up. */
export type Theme = 'clients' | 'costs' | 'all'

type Place = { chart: Chart; categoryId: string }

const often = (times: number, ...moves: Move[]) => Array.from({ length: times }, () => moves).flat()

/** Every move of a theme, as often as it should come up. */
export function movesIn(theme: Theme, place: Place): Move[] {
  const own = { clients: clientMoves(), costs: costMoves(place), all: [...clientMoves(), ...costMoves(place)] }
  return [...own[theme], enterByHand(place.chart), openBooks(place.chart), reverseByHand, lock]
}

function clientMoves(): Move[] {
  return [
    ...often(
      1,
      redraftInvoice,
      deleteDraft,
      copyInvoice,
      voidSome,
      reverseSome,
      failSome,
      failRefund,
      adjust,
      correct,
      writeOff,
      changeNumbering,
    ),
    ...often(
      2,
      arriveSome,
      arriveRefund,
      apply,
      refundSome,
      refundFrom,
      draftNote,
      undoApplication,
      reverseNote,
      recover,
    ),
    ...often(3, draftInvoice),
    ...often(4, sendSome, postSome),
    ...often(5, pay),
  ]
}

function costMoves({ chart, categoryId }: Place): Move[] {
  return [
    ...often(1, deleteBill, voidBill, deleteExpense, rejectExpense, voidExpense),
    ...often(2, draftBill(chart), reverseBillPayment, reverseReimbursement, enterExpense(categoryId)),
    ...often(3, postBill, payBills, submitExpense, approveExpenses, reimburse),
  ]
}

/** What a company has behind it when a sequence begins. */
export function beginning(theme: Theme, { chart, categoryId }: Place): Move[] {
  const sold = [draftInvoice, sendSome, draftInvoice, sendSome, pay, pay]
  const spent = [
    draftBill(chart),
    postBill,
    enterExpense(categoryId),
    submitExpense,
    approveExpenses,
    enterExpense(categoryId),
  ]
  return { clients: sold, costs: spent, all: [...sold.slice(2, 5), ...spent.slice(0, 3)] }[theme]
}
