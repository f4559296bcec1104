/** Money from clients: what came in, what it paid, what is still theirs. Other modules open only this. */
export { adjustCredit } from './adjust-credit.ts'
export { applyCredit } from './apply-credit.ts'
export { changeCredit } from './change-credit.ts'
export { recordPayment } from './record-payment.ts'
export { refundPayment } from './refund-payment.ts'
export { reverseCreditApplication } from './reverse-credit-application.ts'
export { reversePayment } from './reverse-payment.ts'
export * as underway from './underway.ts'
