/** The rules of bills. */
export {
  assertPostable,
  assertVoidable,
  type BillState,
  billStates,
  billTotals,
  displayState,
  isPosted,
  nextState,
} from './bill.ts'
export { billEntryLines } from './bill-entry.ts'
export { dayUpTo, planBillPayment } from './bill-payment.ts'
export { checkSchedule, runAfter, runFrom } from './recurring.ts'
