import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { type RichBlock, readRichText } from '#kernel/rich-text.ts'
import type { Party } from '../../contract.ts'
import { paperOf } from '../../domain/address.ts'
import { depositRequested } from '../../domain/deposit.ts'
import { settledParts } from '../closed-by.ts'
import type { Letterhead } from '../letterhead.ts'
import type { Paper } from '../paper.ts'
import type { LineRow } from '../store.ts'
import { depositOf } from '../to-invoice.ts'
import type { DocumentPdfLine, DocumentPdfView } from './document-pdf-view.ts'

const kinds = { invoice: 'Invoice', estimate: 'Estimate', proposal: 'Proposal' } as const
const unitShown = { hour: 'h', day: 'd', piece: undefined, fixed: undefined } as const

/** Who writes to whom, as every paper of the company begins. */
export function letterheadView(
  { company, from, to }: Letterhead,
  logo?: Buffer,
): Pick<DocumentPdfView, 'company' | 'client' | 'paper'> {
  return {
    paper: paperOf(company.country),
    company: given({ ...party(from), logo, accent: company.accentColor ?? undefined }),
    client: { name: to.name, addressLines: to.addressLines },
  }
}

/** A document as its paper shows it: amounts and dates written out in the company's way. */
export function toPdfView(paper: Paper, logo?: Buffer): DocumentPdfView {
  const { row, lines, company, project } = paper
  const money = (cents: number) => formatMoney(cents, company.currency, company.locale)
  const some = (cents: number) => (cents === 0 ? undefined : money(cents))
  const date = (day: string | null) => (day === null ? undefined : formatDate(day, company.locale))
  const isOut = row.state !== 'draft' && row.state !== 'void'
  return given({
    kind: kinds[row.documentType],
    number: row.number,
    dated: row.issuedOn,
    ...letterheadView(paper, logo),
    issuedOn: date(row.issuedOn) ?? '',
    dueOn: date(row.dueOn),
    validUntil: date(row.validUntil),
    projectName: project?.name,
    lines: lines.map((line) => toPdfLine(line, money)),
    subtotal: money(row.subtotalCents),
    discount: some(0 - row.discountCents),
    tax: some(row.taxCents),
    total: money(row.totalCents),
    settled: settledOf(row, some),
    balanceDue: isOut && row.documentType === 'invoice' ? money(row.balanceDueCents) : undefined,
    depositRequested: some(depositRequested(depositOf(row), row.totalCents)),
    header: row.header ?? undefined,
    story: storyOf(row),
    footer: row.footer ?? undefined,
    notes: row.notes ?? undefined,
    terms: row.terms ?? undefined,
    stateStamp: stampOf(row),
  })
}

/** What stands against the total, under its own name: a paper never says "Paid" over what was credited or lost. */
function settledOf(row: Paper['row'], some: (cents: number) => string | undefined): DocumentPdfView['settled'] {
  const parts = settledParts(row)
  const all = [
    ['Paid', some(0 - parts.paidCents)],
    ['Credited', some(0 - parts.creditedCents)],
    ['Credit applied', some(0 - parts.appliedCents)],
    ['Written off', some(0 - parts.writtenOffCents)],
  ] as const
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

/** The cover and the sections as one text. */
function storyOf({ cover, sections }: Paper['row']): RichBlock[] {
  return [
    ...readRichText(cover ?? ''),
    ...sections.flatMap(({ title, body }): RichBlock[] => [
      { kind: 'heading', spans: [{ text: title, bold: false }] },
      ...readRichText(body ?? ''),
    ]),
  ]
}

function toPdfLine(line: LineRow, money: (cents: number) => string): DocumentPdfLine {
  return given({
    name: line.name,
    description: line.description ?? '',
    quantity: line.quantity,
    unit: line.unit === null ? undefined : unitShown[line.unit],
    unitPrice: money(line.unitPriceCents),
    tax: line.taxCents === 0 ? '' : money(line.taxCents),
    // before discount and tax, which stand below: the column sums to the subtotal
    total: money(line.subtotalCents),
  })
}

function party({ name, addressLines, taxId, email, phone }: Party) {
  return {
    name,
    addressLines,
    taxId: taxId === null ? undefined : `Tax ID ${taxId}`,
    email: email ?? undefined,
    phone: phone ?? undefined,
  }
}

const closings = { credited: 'Credited', settled_by_credit: 'Settled by credit', written_off: 'Written off' } as const

function stampOf({ state, balanceDueCents, closedBy }: Paper['row']): DocumentPdfView['stateStamp'] {
  if (state === 'draft') return 'Draft'
  if (state === 'void') return 'Void'
  if (state === 'accepted') return 'Accepted'
  if (state === 'declined') return 'Declined'
  if (state !== 'paid' || balanceDueCents > 0) return undefined
  return closedBy ? closings[closedBy] : 'Paid'
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the fields that are undefined. */
function given<T extends object>(record: T): Given<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Given<T>
}
