/** The books read as reports. For the command line: the export and the invariants. */

/** What clients owe by how long it has been due, for figures elsewhere. */
export { openTotals } from './aging-now.ts'
export { checkInvariants, type Finding, type Verdict } from './check-invariants.ts'
/** CSV files as reports make them. */
export * as files from './csv.ts'
export { exportLedger } from './export-ledger.ts'
/** Until when what was posted counts as known, for reports elsewhere. */
export { knownUntil } from './known.ts'
/** What an entry came from, for lists of entries elsewhere. */
export * as sources from './source-columns.ts'
