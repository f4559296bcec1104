/** Time that becomes money. Other modules open only this. */
export { billTime, lockUnbilledTime, moveBilledTime, releaseTime } from './billing.ts'
