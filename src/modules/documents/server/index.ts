/** Invoices, and what money does to them. Other modules open only this. */
export { type LockedInvoice, loadInvoicesForUpdate, type MoneyMove, settleInvoice } from './settle-invoice.ts'
export { invoiceNumbers } from './store.ts'
