/** Invoices, what money does to them, and how clients see them. Other modules open only this. */
export { createInvoice } from './create-invoice.ts'
/** What crediting and correcting an invoice needs of it. */
export * as crediting from './crediting.ts'
/** Invoices that no person typed: repeated ones, late fees. */
export * as drafting from './drafting.ts'
export { sendInvoice } from './send-invoice.ts'
export { type LockedInvoice, loadInvoicesForUpdate, settleInvoice } from './settle-invoice.ts'
/** What a client does by a link. */
export * as sharing from './sharing.ts'
export { invoiceNumbers } from './store.ts'
export { voidInvoice } from './void-invoice.ts'
