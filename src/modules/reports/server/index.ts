/** The books read as reports. For the command line: the export and the invariants. */
export { checkInvariants, type Finding, type Verdict } from './check-invariants.ts'
export { exportLedger } from './export-ledger.ts'
