import { addDays, daysBetween } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { CatalogItem } from '#modules/catalog/contract.ts'
import { objections } from '#ui/form/blanks.ts'
import {
  type Invoice,
  type InvoiceDocument,
  type Quote,
  type QuoteDocument,
  type QuoteSection,
  quotes,
  updateInvoice,
} from '../contract.ts'
import { depositRequested } from '../domain/deposit.ts'
import { applyCompanyRate, type Discount, liveTotals } from '../domain/totals.ts'
import type { Kind } from './kinds.ts'

/** A line in the editor: an amount that is not typed yet is null and counts as nothing. */
export type EditorLine = Omit<
  InvoiceDocument['lines'][number],
  'description' | 'quantity' | 'unitPriceCents' | 'taxCents' | 'subtotalCents' | 'discountCents' | 'totalCents'
> & { description: string; quantity: string | null; unitPriceCents: number | null; taxCents: number | null }

export type EditorValues = {
  clientId: string | null
  projectId: string | null
  /** Whose texts were copied. */
  templateId: string | null
  issuedOn: string | null
  dueOn: string | null
  discountKind: Discount['kind']
  discountPercent: string | null
  discountCents: number | null
  depositKind: Discount['kind']
  depositPercent: string | null
  depositCents: number | null
  /** Of an estimate or proposal; an invoice has `dueOn`. */
  validUntil: string | null
  cover: string
  sections: { title: string; body: string }[]
  header: string
  footer: string
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

/** What the editor saves: an invoice, or an estimate or proposal. */
export type EditedDocument = InvoiceDocument | QuoteDocument

/** What the editor holds before anything is known. */
export const noValues: EditorValues = {
  ...{ clientId: null, projectId: null, templateId: null, issuedOn: null, dueOn: null, validUntil: null },
  ...{ discountKind: 'none', discountPercent: null, discountCents: null },
  ...{ depositKind: 'none', depositPercent: null, depositCents: null },
  ...{ cover: '', sections: [], header: '', footer: '', notes: '', terms: '', internalNote: '' },
  lines: [],
}

export function valuesOf(invoice: EditedDocument): EditorValues {
  const { discount, deposit } = invoice
  const lines = invoice.lines.map(({ subtotalCents: _s, discountCents: _d, totalCents: _t, ...line }) => ({
    ...line,
    description: line.description ?? '',
  }))
  return {
    clientId: invoice.clientId,
    projectId: invoice.projectId,
    templateId: invoice.templateId,
    issuedOn: invoice.issuedOn,
    dueOn: 'dueOn' in invoice ? invoice.dueOn : null,
    validUntil: 'validUntil' in invoice ? invoice.validUntil : null,
    cover: ('cover' in invoice ? invoice.cover : null) ?? '',
    sections: 'sections' in invoice ? invoice.sections.map(({ title, body }) => ({ title, body: body ?? '' })) : [],
    depositKind: deposit.kind,
    depositPercent: deposit.kind === 'percent' ? deposit.percent : null,
    depositCents: deposit.kind === 'fixed' ? deposit.cents : null,
    header: invoice.header ?? '',
    footer: invoice.footer ?? '',
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

export function depositOf(values: EditorValues): Discount {
  if (values.depositKind === 'percent') return { kind: 'percent', percent: values.depositPercent ?? '0' }
  if (values.depositKind === 'fixed') return { kind: 'fixed', cents: values.depositCents ?? 0 }
  return { kind: 'none' }
}

/** What is sent: blank lines and sections are left out, and what this kind of document does not have. */
export function changeOf(values: EditorValues, kind: Kind) {
  const { clientId, projectId, templateId, issuedOn, dueOn, validUntil, cover } = values
  const { header, footer, notes, terms, internalNote } = values
  const sections = values.sections.filter(({ title, body }) => title.trim() !== '' || body.trim() !== '')
  return {
    ...{ clientId, projectId, issuedOn },
    ...(templateId ? { templateId } : {}),
    ...(kind === 'invoice' ? { dueOn } : { validUntil }),
    ...(kind === 'proposal' ? { cover: cover || null, sections: sections.map(sectionOf) } : {}),
    header: header || null,
    footer: footer || null,
    notes: notes || null,
    terms: terms || null,
    internalNote: internalNote || null,
    discount: discountOf(values),
    deposit: depositOf(values),
    lines: values.lines.filter((line) => !isBlank(line)).map(counted),
  }
}

const sectionOf = ({ title, body }: EditorValues['sections'][number]): QuoteSection => ({ title, body: body || null })

/** What is in the way of saving, by the path of the field as the editor counts: blank lines too. */
export function problemsOf(values: EditorValues, id: string, kind: Kind): Record<string, string> {
  const change = changeOf(values, kind)
  const found =
    kind === 'invoice'
      ? objections(updateInvoice.input, { invoiceId: id, ...change })
      : objections(quotes[kind].update.input, { documentId: id, ...change })
  const { issuedOn, dueOn, validUntil } = values
  if (issuedOn && dueOn && dueOn < issuedOn) found.dueOn ??= 'The due date cannot be before the date of the invoice.'
  if (issuedOn && validUntil && validUntil < issuedOn)
    found.validUntil ??= 'This cannot hold until a day before its own date.'
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

/** The deposit of what is on screen, in cents; what is too much counts as the whole. */
export function liveDeposit(values: EditorValues, totalCents: number): number {
  try {
    return depositRequested(depositOf(values), totalCents)
  } catch {
    return totalCents
  }
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

/** The due date, or the day until which it holds, moves along with the date of the document. */
export function redated(values: EditorValues, issuedOn: string | null): EditorValues {
  const { issuedOn: before, dueOn, validUntil } = values
  if (!issuedOn || !before) return { ...values, issuedOn }
  const along = (day: string | null) => day && addDays(day, daysBetween(before, issuedOn))
  return { ...values, issuedOn, dueOn: along(dueOn), validUntil: along(validUntil) }
}

type Texts = { header: string | null; footer: string | null; notes: string | null; terms: string | null }

/** The document with the texts of another template; what was typed over them goes. */
export function withTemplate(values: EditorValues, { id, header, footer, notes, terms }: Texts & { id: string }) {
  const texts = { header: header ?? '', footer: footer ?? '', notes: notes ?? '', terms: terms ?? '' }
  return { ...values, templateId: id, ...texts }
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from)
  const one = list[from]
  return one === undefined || to < 0 || to >= list.length ? [...list] : rest.toSpliced(to, 0, one)
}

const fieldNames = {
  clientId: 'client',
  projectId: 'project',
  templateId: 'template',
  issuedOn: 'date',
  dueOn: 'due date',
  validUntil: 'valid until',
  cover: 'cover',
  sections: 'sections',
  discount: 'discount',
  deposit: 'deposit',
  lines: 'lines',
  header: 'header',
  footer: 'footer',
  notes: 'notes',
  terms: 'terms',
  internalNote: 'internal note',
} as const

/** What somebody else changed meanwhile, in words. */
export function differencesOf(before: EditedDocument, now: Partial<Invoice> | Partial<Quote>): string[] {
  const [old, fresh] = [before, now] as Record<string, unknown>[]
  return (Object.keys(fieldNames) as (keyof typeof fieldNames)[])
    .filter((name) => fresh && name in fresh && written(typed(old ?? {}, name)) !== written(typed(fresh, name)))
    .map((name) => fieldNames[name])
}

/** What people typed there; shares and totals of lines follow from it. */
function typed(document: Record<string, unknown>, name: keyof typeof fieldNames): unknown {
  if (name !== 'lines') return document[name]
  const lines = document.lines as InvoiceDocument['lines'] | undefined
  return lines?.map(({ subtotalCents: _s, discountCents: _d, totalCents: _t, ...line }) => line)
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
