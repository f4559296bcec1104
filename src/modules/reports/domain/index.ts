export { type Aged, type AgingBucket, age, agingBuckets, bucketOf } from './aging.ts'
export { type Comparison, comparedDate, comparedSpan, comparisons } from './compare.ts'
export { type Cover, cover, type Span } from './cover.ts'
export { fiscalYearStart } from './fiscal.ts'
export {
  assertedBalances,
  declarations,
  type ExportAccount,
  type ExportEntry,
  type ExportLine,
  exportedEntry,
} from './plain-text.ts'
export { type SourceFacts, sourceLabel, sourceNames } from './source.ts'
export { balanceSheet, profitAndLoss } from './statement.ts'
export { type AccountSum, balance, earnings } from './sums.ts'
export { trialBalance } from './trial-balance.ts'
