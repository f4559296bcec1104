/** Time that becomes money. Other modules open only this. */
export {
  type Billing,
  billTime,
  lockUnbilledTime,
  releaseTime,
  type UnbilledFilter,
  type UnbilledTime,
  unbilledTime,
} from './billing.ts'
