/** The door of the payments' rules: what screens and other modules may compute with. */
export { type OpenInvoice, suggestAllocation, unallocatedCents } from './allocation.ts'
export {
  lessUnderway,
  type PaymentStanding,
  type RefundFacts,
  type RefundSources,
  refundableCents,
  standingOf,
  suggestSources,
} from './refund.ts'
