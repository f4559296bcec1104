/** What undoes an invoice without touching it. Other modules open only this. */
export { correctInvoice } from './correct-invoice.ts'
export { createCreditNote } from './create-credit-note.ts'
export { postCreditNote } from './post-credit-note.ts'
export { reverseCreditNote } from './reverse-credit-note.ts'
export { reverseWriteOff } from './reverse-write-off.ts'
export { writeOffInvoice } from './write-off-invoice.ts'
