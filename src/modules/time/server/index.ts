/** Time that becomes money. Other modules open only this. */
export { billTime, lockUnbilledTime, releaseTime } from './billing.ts'
