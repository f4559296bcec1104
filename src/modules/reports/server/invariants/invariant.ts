/**
 * One rule of spec/money.md, 'Invariants', as a question about one company ($1). It answers with what breaks the rule:
 * `subjectType`, `subjectId`, `detail`. No rows: it holds.
 */
export type Invariant = { rule: number; name: string; says: string; sql: string }
