/** Money from clients: what came in, what it paid, what is still theirs. Other modules open only this. */
export { applyCredit } from './apply-credit.ts'
export { changeCredit } from './change-credit.ts'
export { recordPayment } from './record-payment.ts'
export { reversePayment } from './reverse-payment.ts'
