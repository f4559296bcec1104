import { newId } from '#kernel/ids.ts'
import { sumCents } from '#kernel/money.ts'

/** A line of the form; null and '' are what is still empty. `key` tells lines apart on the screen alone. */
export type FormLine = {
  key: string
  accountId: string
  debitCents: number | null
  creditCents: number | null
  memo: string
  clientId: string | null
  projectId: string | null
}

export const blankLine = (): FormLine => ({
  key: newId(),
  accountId: '',
  debitCents: null,
  creditCents: null,
  memo: '',
  clientId: null,
  projectId: null,
})

const isBlank = (line: FormLine) =>
  line.accountId === '' &&
  !line.debitCents &&
  !line.creditCents &&
  line.memo === '' &&
  !line.clientId &&
  !line.projectId

/** Without the blank lines at the end; those between stay, so that objections find their line. */
export function usedLines(lines: readonly FormLine[]): FormLine[] {
  const last = lines.findLastIndex((line) => !isBlank(line))
  return lines.slice(0, Math.max(last + 1, 2))
}

/** The lines as the contract of an entry wants them. */
export function toLines(lines: readonly FormLine[]): object[] {
  return usedLines(lines).map((line) => ({
    ...toBalance(line),
    memo: line.memo === '' ? null : line.memo,
    // A draft that was kept before lines had them has neither.
    clientId: line.clientId ?? null,
    projectId: line.projectId ?? null,
  }))
}

/** The balances that were entered, as the contract of the opening balances wants them. */
export function toBalances(lines: readonly FormLine[]): object[] {
  return lines.filter((line) => !isBlank(line)).map(toBalance)
}

const toBalance = ({ accountId, debitCents, creditCents }: FormLine) => ({
  accountId,
  debitCents: debitCents ?? 0,
  creditCents: creditCents ?? 0,
})

/** Both sides, and by how much debits exceed credits. */
export function sidesOf(lines: readonly FormLine[]): {
  debitCents: number
  creditCents: number
  differenceCents: number
} {
  const debitCents = sumCents(lines.map((line) => line.debitCents ?? 0))
  const creditCents = sumCents(lines.map((line) => line.creditCents ?? 0))
  return { debitCents, creditCents, differenceCents: debitCents - creditCents }
}

/** The line with which the entry would balance: what is missing, on the side where it is missing. */
export function balancingLine(lines: readonly FormLine[]): FormLine {
  const { differenceCents } = sidesOf(lines)
  const line = blankLine()
  if (differenceCents === 0) return line
  return differenceCents > 0 ? { ...line, creditCents: differenceCents } : { ...line, debitCents: 0 - differenceCents }
}
