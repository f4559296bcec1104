/** What the company owes. Modules above open only this. */
export { createBill } from './create-bill.ts'
export { createVendor } from './create-vendor.ts'
export { payBill } from './pay-bills.ts'
export { postBill } from './post-bill.ts'
export { reverseBillPayment } from './reverse-bill-payment.ts'
export { createRecurringBill } from './save-recurring-bill.ts'
export { voidBill } from './void-bill.ts'
