import { addDays, daysBetween } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { CatalogItem } from '#modules/catalog/contract.ts'
import { objections } from '#ui/form/blanks.ts'
import { type Invoice, type InvoiceDocument, updateInvoice } from '../contract.ts'
import { applyCompanyRate, type Discount, liveTotals } from '../domain/totals.ts'

/** A line in the editor: an amount that is not typed yet is null and counts as nothing. */
export type EditorLine = Omit<
  InvoiceDocument['lines'][number],
  'description' | 'quantity' | 'unitPriceCents' | 'taxCents' | 'subtotalCents' | 'discountCents' | 'totalCents'
> & { description: string; quantity: string | null; unitPriceCents: number | null; taxCents: number | null }

export type EditorValues = {
  clientId: string | null
  projectId: string | null
  issuedOn: string | null
  dueOn: string | null
  discountKind: Discount['kind']
  discountPercent: string | null
  discountCents: number | null
  notes: string
  terms: string
  internalNote: string
  lines: EditorLine[]
}

export function blankLine(): EditorLine {
  return {
    id: newId(),
    catalogItemId: null,
    name: '',
    description: '',
    quantity: '1',
    unit: null,
    unitPriceCents: null,
    taxable: false,
    taxPercent: null,
    taxCents: null,
    incomeAccountId: null,
  }
}

export function valuesOf(invoice: InvoiceDocument): EditorValues {
  const { discount } = invoice
  const lines = invoice.lines.map(({ subtotalCents: _s, discountCents: _d, totalCents: _t, ...line }) => ({
    ...line,
    description: line.description ?? '',
  }))
  return {
    clientId: invoice.clientId,
    projectId: invoice.projectId,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    discountKind: discount.kind,
    discountPercent: discount.kind === 'percent' ? discount.percent : null,
    discountCents: discount.kind === 'fixed' ? discount.cents : null,
    notes: invoice.notes ?? '',
    terms: invoice.terms ?? '',
    internalNote: invoice.internalNote ?? '',
    lines: lines.length > 0 ? lines : [blankLine()],
  }
}

/** Nothing was typed on it: it is not saved. */
export function isBlank(line: EditorLine): boolean {
  return line.name.trim() === '' && line.description.trim() === '' && line.unitPriceCents === null && !line.taxCents
}

export function discountOf(values: EditorValues): Discount {
  if (values.discountKind === 'percent') return { kind: 'percent', percent: values.discountPercent ?? '0' }
  if (values.discountKind === 'fixed') return { kind: 'fixed', cents: values.discountCents ?? 0 }
  return { kind: 'none' }
}

/** What is sent: blank lines are left out. */
export function changeOf(values: EditorValues) {
  const {
    discountKind: _k,
    discountPercent: _p,
    discountCents: _c,
    notes,
    terms,
    internalNote,
    lines,
    ...rest
  } = values
  return {
    ...rest,
    notes: notes || null,
    terms: terms || null,
    internalNote: internalNote || null,
    discount: discountOf(values),
    lines: lines.filter((line) => !isBlank(line)).map(counted),
  }
}

/** What is in the way of saving, by the path of the field as the editor counts: blank lines too. */
export function problemsOf(values: EditorValues, invoiceId: string): Record<string, string> {
  const found = objections(updateInvoice.input, { invoiceId, ...changeOf(values) })
  const { issuedOn, dueOn } = values
  if (issuedOn && dueOn && dueOn < issuedOn) found.dueOn ??= 'The due date cannot be before the date of the invoice.'
  return placed(found, values)
}

/** Objections count the lines that were sent; the editor also counts the blank ones. */
export function placed(problems: Record<string, string>, values: EditorValues): Record<string, string> {
  const places = values.lines.flatMap((line, at) => (isBlank(line) ? [] : [at]))
  return Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [
      path.replace(/^lines\.(\d+)/, (_all, sent: string) => `lines.${places[Number(sent)] ?? sent}`),
      message,
    ]),
  )
}

/** The totals of what is on screen, and beside them what the server would refuse. */
export function totalsOf(values: EditorValues) {
  return liveTotals(values.lines.map(counted), discountOf(values))
}

/** The lines with the rate on what is taxable; the person asked for it. */
export function withRate(values: EditorValues, percent: string): EditorLine[] {
  const taxed = applyCompanyRate(values.lines.map(counted), discountOf(values), percent)
  return values.lines.map((line, at) => {
    const { taxCents = 0, taxPercent = null } = taxed[at] ?? {}
    return isBlank(line) ? line : { ...line, taxCents, taxPercent }
  })
}

/** Tax that came from a rate and no longer fits its line, because price, quantity or discount moved since. */
export function hasOldTax(values: EditorValues): boolean {
  return values.lines.some((line, at) => {
    if (line.taxPercent === null) return false
    return withRate(values, line.taxPercent)[at]?.taxCents !== line.taxCents
  })
}

/** The line as its catalog item says; what was typed about tax stays to be applied. */
export function withItem(line: EditorLine, item: CatalogItem): EditorLine {
  return {
    ...line,
    catalogItemId: item.id,
    name: item.name,
    description: item.description ?? line.description,
    unit: item.unit,
    unitPriceCents: item.unitPriceCents,
    taxable: item.taxable,
    incomeAccountId: item.incomeAccountId,
  }
}

/** The due date moves along with the date of the invoice. */
export function redated(values: EditorValues, issuedOn: string | null): EditorValues {
  const { issuedOn: before, dueOn } = values
  if (!issuedOn || !before || !dueOn) return { ...values, issuedOn }
  return { ...values, issuedOn, dueOn: addDays(dueOn, daysBetween(before, issuedOn)) }
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from)
  const one = list[from]
  return one === undefined || to < 0 || to >= list.length ? [...list] : rest.toSpliced(to, 0, one)
}

const fieldNames = {
  clientId: 'client',
  projectId: 'project',
  issuedOn: 'date',
  dueOn: 'due date',
  discount: 'discount',
  lines: 'lines',
  notes: 'notes',
  terms: 'terms',
  internalNote: 'internal note',
} as const

/** What somebody else changed meanwhile, in words. */
export function differencesOf(before: InvoiceDocument, now: Partial<Invoice>): string[] {
  return (Object.keys(fieldNames) as (keyof typeof fieldNames)[])
    .filter((name) => name in now && written(typed(before, name)) !== written(typed(now, name)))
    .map((name) => fieldNames[name])
}

/** What people typed there; shares and totals of lines follow from it. */
function typed(invoice: Partial<Invoice>, name: keyof typeof fieldNames): unknown {
  if (name !== 'lines') return invoice[name]
  return invoice.lines?.map(({ subtotalCents: _s, discountCents: _d, totalCents: _t, ...line }) => line)
}

/** The same text for the same content, whatever order the server wrote its fields in. */
function written(value: unknown): string {
  return JSON.stringify(value, (_key, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

function counted(line: EditorLine) {
  return {
    ...line,
    description: line.description || null,
    quantity: line.quantity ?? '0',
    unitPriceCents: line.unitPriceCents ?? 0,
    taxCents: line.taxCents ?? 0,
  }
}
