/** What becomes of money that is on its way: of payments, and of refunds. */
export { failPayment } from './fail-payment.ts'
export { failRefund } from './fail-refund.ts'
export { settlePayment } from './settle-payment.ts'
export { settleRefund } from './settle-refund.ts'
