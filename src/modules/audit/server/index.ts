/** The log of every change, as a chain. Other modules open only this. */
export { sealAudit } from './seal-audit.ts'
export { checkAudit, type Verified } from './verify-audit.ts'
