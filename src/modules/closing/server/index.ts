/** For the command line: the reconciliation and what puts rollups right. */
export { readReconciliation } from './reconciliation.ts'
export { repairRollups } from './repair-rollups.ts'
export { verifyExport } from './verify-export.ts'
