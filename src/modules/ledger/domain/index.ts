export { type SystemKey, systemAccounts } from './accounts.ts'
export { checkEntry, reversed, type Sides, type Stated, settle } from './entry.ts'
