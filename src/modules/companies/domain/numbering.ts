import { assert } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { type Reading, read, unreadable } from '#kernel/reading.ts'

/** When the sequence starts again at 1. */
export const numberResets = ['never', 'monthly', 'yearly'] as const
export type NumberReset = (typeof numberResets)[number]

export const DEFAULT_PATTERN = '{YY}/{MM}/{SEQ:3}'
export const DEFAULT_RESET: NumberReset = 'monthly'

const LONGEST_PATTERN = 60
const tokens = ['YY', 'YYYY', 'MM', 'DD', 'SEQ'] as const

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'date'; token: 'YY' | 'YYYY' | 'MM' | 'DD' }
  | { kind: 'sequence'; width: number }

/** A pattern that was read: its text, and the parts that numbers are made of. */
export type NumberPattern = { text: string; parts: readonly Part[] }

/**
 * Reads a company's number pattern: text and the tokens `{YY} {YYYY} {MM} {DD} {SEQ} {SEQ:n}`, with exactly one
 * sequence, `n` from 1 to 9. A pattern whose sequence starts again must name the period that it starts again in, or
 * numbers would repeat. Everything but the sequence has a fixed width, so two sequences never give one number.
 */
export function parsePattern(text: string, reset: NumberReset): Reading<NumberPattern> {
  if (text.length > LONGEST_PATTERN) return unreadable(`Use at most ${LONGEST_PATTERN} characters.`)
  const parts: Part[] = []
  for (const piece of text.match(/\{[^{}]*\}|[^{}]+|[{}]/g) ?? []) {
    const part = partOf(piece)
    if (typeof part === 'string') return unreadable(part)
    parts.push(part)
  }
  const reason = sequenceProblem(parts) ?? resetProblem(parts, reset)
  return reason === undefined ? read({ text, parts }) : unreadable(reason)
}

/** The period whose sequence a date counts in: `''` (never), `'2026-11'` (monthly), `'2026'` (yearly). */
export function periodKey(reset: NumberReset, date: PlainDate): string {
  if (reset === 'never') return ''
  return reset === 'monthly' ? date.slice(0, 7) : date.slice(0, 4)
}

/** The number of the `sequence`-th document of its period (counted from 1): `26/11/007`. */
export function formatNumber(pattern: NumberPattern, date: PlainDate, sequence: number): string {
  assert(Number.isSafeInteger(sequence) && sequence > 0, 'a sequence counts from 1')
  return pattern.parts.map((part) => written(part, date, sequence)).join('')
}

/** The number where project numbering is on: `P-104-2`, counted from 1 in each project. */
export function formatProjectNumber(projectNumber: string, sequence: number): string {
  assert(projectNumber !== '', 'the project has a number')
  assert(Number.isSafeInteger(sequence) && sequence > 0, 'a sequence counts from 1')
  return `${projectNumber}-${sequence}`
}

function partOf(piece: string): Part | string {
  if (!piece.startsWith('{') && piece !== '}') {
    if (/^[\p{L}\p{N} ._/#-]+$/u.test(piece)) return { kind: 'text', text: piece }
    return 'Use only letters, digits, spaces and . _ - / # around the tokens.'
  }
  if (!/^\{.+\}$/.test(piece)) return 'A brace is not closed. Write tokens like {YY} or {SEQ:3}.'
  const sequence = /^\{SEQ(?::([1-9]))?\}$/.exec(piece)
  if (sequence) return { kind: 'sequence', width: Number(sequence[1] ?? 1) }
  const token = piece.slice(1, -1)
  if (token === 'YY' || token === 'YYYY' || token === 'MM' || token === 'DD') return { kind: 'date', token }
  if (token.startsWith('SEQ')) return 'The width in {SEQ:n} is a digit from 1 to 9.'
  return `${piece} is not known. The tokens are ${tokens.map((known) => `{${known}}`).join(' ')} and {SEQ:n}.`
}

function sequenceProblem(parts: readonly Part[]): string | undefined {
  const count = parts.filter((part) => part.kind === 'sequence').length
  if (count === 0) return 'Add {SEQ}, so that every number is different.'
  return count > 1 ? 'Use {SEQ} only once.' : undefined
}

function resetProblem(parts: readonly Part[], reset: NumberReset): string | undefined {
  const has = (token: string) => parts.some((part) => part.kind === 'date' && part.token === token)
  if (reset !== 'never' && !has('YY') && !has('YYYY'))
    return 'Add {YY} or {YYYY}: the sequence starts again, and numbers would repeat.'
  if (reset === 'monthly' && !has('MM'))
    return 'Add {MM}: the sequence starts again every month, and numbers would repeat.'
  return undefined
}

function written(part: Part, date: PlainDate, sequence: number): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'sequence') return String(sequence).padStart(part.width, '0')
  return { YYYY: date.slice(0, 4), YY: date.slice(2, 4), MM: date.slice(5, 7), DD: date.slice(8, 10) }[part.token]
}
