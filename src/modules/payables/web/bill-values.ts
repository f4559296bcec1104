import { addDays } from '#kernel/calendar.ts'
import { lineSubtotal, sumCents } from '#kernel/money.ts'
import type { BillLine } from '../contract.ts'

/** A line of the form; '' and null are what is still empty. */
export type FormLine = {
  /** So that the line keeps its place on the screen and its id in the books. */
  id: string
  accountId: string
  description: string
  projectId: string | null
  clientId: string | null
  quantity: string | null
  unitPriceCents: number | null
  taxCents: number | null
}

export function blankLine(accountId = ''): FormLine {
  return {
    id: crypto.randomUUID(),
    accountId,
    description: '',
    projectId: null,
    clientId: null,
    quantity: '1',
    unitPriceCents: null,
    taxCents: null,
  }
}

/** Nobody has written anything into it; an account that was filled in does not count. */
export function isBlank(line: FormLine): boolean {
  return line.description === '' && line.unitPriceCents === null && line.taxCents === null && line.projectId === null
}

/** Without the blank lines at the end; those between stay, so that objections find their line. */
export function usedLines(lines: readonly FormLine[]): FormLine[] {
  return lines.slice(0, lines.findLastIndex((line) => !isBlank(line)) + 1)
}

/** The lines as the contract wants them. */
export function toLines(lines: readonly FormLine[]): object[] {
  return usedLines(lines).map((line) => ({
    ...line,
    description: line.description.trim() === '' ? null : line.description,
    quantity: line.quantity ?? '1',
    unitPriceCents: line.unitPriceCents ?? 0,
    taxCents: line.taxCents ?? 0,
  }))
}

type SavedLine = Omit<BillLine, 'subtotalCents'>

/** What the form holds for lines that are there already, and a blank one where there are none. */
export function formLines(lines: readonly SavedLine[]): FormLine[] {
  if (lines.length === 0) return [blankLine()]
  return lines.map(({ id, accountId, description, quantity, unitPriceCents, taxCents, clientId, projectId }) => ({
    ...{ id, accountId, quantity, unitPriceCents, clientId, projectId },
    description: description ?? '',
    taxCents: taxCents === 0 ? null : taxCents,
  }))
}

/** What a line comes to, tax included; null while it cannot be said. */
export function lineCents({ quantity, unitPriceCents, taxCents }: FormLine): number | null {
  if (unitPriceCents === null && taxCents === null) return null
  try {
    return sumCents([lineSubtotal(quantity ?? '1', unitPriceCents ?? 0), taxCents ?? 0])
  } catch {
    return null
  }
}

/** What the lines come to, and the tax in it. */
export function sumsOf(lines: readonly FormLine[]): { totalCents: number; taxCents: number } {
  return {
    totalCents: sumCents(lines.map((line) => lineCents(line) ?? 0)),
    taxCents: sumCents(lines.map((line) => line.taxCents ?? 0)),
  }
}

/** When a bill is due by the terms of its vendor. */
export function dueByTerms(billedOn: string, termsDays: number | null, usualDays: number): string {
  return addDays(billedOn, termsDays ?? usualDays)
}
