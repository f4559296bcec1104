import type { Move } from './act.ts'

const schemes = [
  { pattern: '{YY}/{MM}/{SEQ:3}', reset: 'monthly' },
  { pattern: '{YY}/{MM}/{SEQ:3}', reset: 'yearly' },
  { pattern: '{YY}/{MM}/{SEQ:3}', reset: 'never' },
  { pattern: '{YY}{MM}{DD}{SEQ}', reset: 'monthly' },
  { pattern: '{YY}-{SEQ}', reset: 'yearly' },
  { pattern: 'N{SEQ}', reset: 'never' },
  { pattern: 'N1{SEQ}', reset: 'never' },
] as const

/** Nobody's money moves; the invariants see whether numbers still are without gaps and twins. */
export const changeNumbering: Move = (_books, dice) => ({
  name: 'change the numbering',
  command: 'companies.updateNumbering',
  input: {
    series: dice.oneIn(3) ? 'credit_note' : 'invoice',
    ...(dice.one(schemes) ?? schemes[0]),
    byProject: false,
  },
  least: 'admin',
  against: () => [],
  effect: () => {},
})
