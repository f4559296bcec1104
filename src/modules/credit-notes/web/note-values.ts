import type { CreditNoteLineInput } from '../contract.ts'

/** A line of the form: of the invoice, with what is left of it, or one that the person added. */
export type FormLine = {
  invoiceLineId: string | null
  name: string
  description: string | null
  /** What is left to credit of an invoice's line; null for a line that was added. */
  left: { subtotalCents: number; taxCents: number } | null
  subtotalCents: number | null
  taxCents: number | null
}

export type NoteValues = { issuedOn: string | null; reason: string; lines: FormLine[] }

type RestLine = Omit<FormLine, 'left' | 'subtotalCents' | 'taxCents'> & { subtotalCents: number; taxCents: number }

/** Every line of the invoice that has something left, empty; a draft's amounts are filled in, its own lines follow. */
export function formLines(rest: readonly RestLine[], draft: readonly RestLine[] = []): FormLine[] {
  const drafted = new Map(draft.filter((line) => line.invoiceLineId).map((line) => [line.invoiceLineId, line]))
  const ofInvoice = rest
    .filter((line) => line.invoiceLineId !== null)
    .map((line) => {
      const before = drafted.get(line.invoiceLineId)
      return {
        ...named(line),
        left: { subtotalCents: line.subtotalCents, taxCents: line.taxCents },
        subtotalCents: before?.subtotalCents ?? null,
        taxCents: before?.taxCents ?? null,
      }
    })
  const known = new Set(ofInvoice.map((line) => line.invoiceLineId))
  const own = draft
    .filter((line) => !known.has(line.invoiceLineId))
    .map((line) => ({ ...named(line), left: null, subtotalCents: line.subtotalCents, taxCents: line.taxCents }))
  return [...ofInvoice, ...own]
}

/** A line that the person adds. */
export const blankLine: FormLine = {
  invoiceLineId: null,
  name: '',
  description: null,
  left: null,
  subtotalCents: null,
  taxCents: null,
}

/** All that is left of every line. */
export function withAll(lines: readonly FormLine[]): FormLine[] {
  return lines.map((line) => (line.left ? { ...line, ...line.left } : line))
}

/** What the contract takes: the lines with an amount, and those that somebody named. */
export function noteLines(lines: readonly FormLine[]): CreditNoteLineInput[] {
  return lines
    .filter((line) => line.subtotalCents || line.taxCents || (line.left === null && line.name.trim() !== ''))
    .map(({ left: _left, ...line }) => ({
      ...line,
      subtotalCents: line.subtotalCents ?? 0,
      taxCents: line.taxCents ?? 0,
    }))
}

export function sumsOf(lines: readonly FormLine[]): { subtotalCents: number; taxCents: number; totalCents: number } {
  const sum = (of: (line: FormLine) => number | null) => lines.reduce((total, line) => total + (of(line) ?? 0), 0)
  const subtotalCents = sum((line) => line.subtotalCents)
  const taxCents = sum((line) => line.taxCents)
  return { subtotalCents, taxCents, totalCents: subtotalCents + taxCents }
}

function named({ invoiceLineId, name, description }: RestLine) {
  return { invoiceLineId, name, description }
}
