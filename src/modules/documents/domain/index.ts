/** The door of the documents' rules: what other modules may compute with. */
export { balanceDue, displayState, type InvoiceState, isOverdue, nextState } from './invoice.ts'
export { LINK_DAYS } from './link.ts'
export { applyCompanyRate, type Discount, documentTotals, type LineInput } from './totals.ts'
