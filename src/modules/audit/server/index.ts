/** The log of every change, as a chain. Other modules open only this. */
export { type Pruned, pruneAudit } from './prune-audit.ts'
export { sealAudit } from './seal-audit.ts'
export { checkAudit, type Verified } from './verify-audit.ts'
