import type { Scope } from '#platform/scope.ts'
import { bookInvariants } from './invariants/books.ts'
import { creditNoteInvariants } from './invariants/credit-notes.ts'
import { documentInvariants } from './invariants/documents.ts'
import { expenseInvariants } from './invariants/expenses.ts'
import { payableInvariants } from './invariants/payables.ts'
import { receivableInvariants } from './invariants/receivables.ts'
import { sourceInvariants } from './invariants/sources.ts'
import { wallInvariants } from './invariants/walls.ts'

/** One record that breaks a rule. */
export type Finding = { subjectType: string; subjectId: string | null; detail: string }

/** One rule of spec/money.md, 'Invariants' (`rule` is its number there), and what breaks it, at most the first twenty. */
export type Verdict = { rule: number; name: string; says: string; ok: boolean; findings: Finding[] }

const invariants = [
  ...bookInvariants,
  ...receivableInvariants,
  ...documentInvariants,
  ...creditNoteInvariants,
  ...payableInvariants,
  ...expenseInvariants,
  ...sourceInvariants,
  ...wallInvariants,
].sort((a, b) => a.rule - b.rule)

/**
 * Asks every rule about the scope's company. Reads only; one snapshot when the scope was opened for reading. Nobody waits
 * for it, and a company may have millions of rows: its statements may take longer than those of a request.
 */
export async function checkInvariants(scope: Scope): Promise<Verdict[]> {
  await scope.sql(
    'invariants.patience',
    "SELECT set_config('statement_timeout', '600s', true), set_config('work_mem', '64MB', true)",
    [],
  )
  const verdicts: Verdict[] = []
  for (const { rule, name, says, sql } of invariants) {
    const findings = await scope.sql<Finding>(`invariants.${name}`, `SELECT * FROM (${sql}) f LIMIT 20`, [
      scope.companyId,
    ])
    verdicts.push({ rule, name, says, ok: findings.length === 0, findings })
  }
  return verdicts
}
