import type { RichBlock, RichSpan } from '#kernel/rich-text.ts'
import { isPicture } from '#platform/pdf/template.ts'
import type { DocumentPdfLine, DocumentPdfView } from './document-pdf-view.ts'
import { printable, printableOrNone, printableSpan } from './printable.ts'

type Pair = [name: string, value: string]

const accentOfTheHouse = '#1f5c42'

/** What `document.typ` reads: the view put into the order of the paper, every text made printable. */
export function documentPdfInput(view: DocumentPdfView) {
  const { company, client, kind } = view
  return {
    kind,
    number: printableOrNone(view.number),
    title: printable([kind, view.number].filter(Boolean).join(' ')),
    dated: view.dated.split('-').map(Number),
    paper: view.paper === 'a4' ? 'a4' : 'us-letter',
    accent: company.accent && /^#[0-9a-f]{6}$/i.test(company.accent) ? company.accent : accentOfTheHouse,
    hasLogo: company.logo !== undefined && isPicture(company.logo),
    stateStamp: view.stateStamp ?? null,
    company: {
      name: printable(company.name),
      lines: [...company.addressLines, company.phone, company.email, company.taxId].filter(isShown).map(printable),
    },
    client: { name: printable(client.name), addressLines: client.addressLines.filter(isShown).map(printable) },
    facts: factsOf(view),
    header: printableOrNone(view.header),
    story: (view.story ?? []).map(blockOf),
    amountsOnly: view.amountsOnly ?? false,
    dense: isDense(view.lines),
    showTax: view.lines.some((line) => line.tax !== ''),
    lines: view.lines.map(lineOf),
    sums: pairs(['Subtotal', view.subtotal], ['Discount', view.discount], ['Tax', view.tax]),
    total: printable(view.total),
    after: pairs(...(view.settled ?? []).map(([name, value]): [string, string] => [name, value]), [
      'Deposit requested',
      view.depositRequested,
    ]),
    due: pairs(['Balance due', view.balanceDue])[0] ?? null,
    small: pairs(['Notes', view.notes], ['Terms', view.terms]),
    footer: printableOrNone(view.footer),
  }
}

function factsOf(view: DocumentPdfView): Pair[] {
  return pairs(
    [view.kind === 'Receipt' ? 'Received' : 'Issued', view.issuedOn],
    ['Due', view.dueOn],
    ['Valid until', view.validUntil],
    ['For invoice', view.invoiceNumber],
    ['Project', view.projectName],
    ...(view.facts ?? []).map(([name, value]): [string, string] => [name, value]),
  )
}

function blockOf(block: RichBlock): RichBlock {
  const of = (spans: RichSpan[]) => spans.map(({ text, bold }) => ({ text: printableSpan(text), bold }))
  return block.kind === 'list' ? { ...block, items: block.items.map(of) } : { ...block, spans: of(block.spans) }
}

function lineOf(line: DocumentPdfLine) {
  return {
    name: printable(line.name),
    description: printable(line.description),
    quantity: printable(line.quantity),
    unit: printableOrNone(line.unit),
    unitPrice: printable(line.unitPrice),
    tax: printable(line.tax),
    total: printable(line.total),
  }
}

/** Figures so long that at their usual size no room would be left for the description. */
function isDense(lines: readonly DocumentPdfLine[]): boolean {
  const longest = (of: (line: DocumentPdfLine) => string) => Math.max(0, ...lines.map((line) => of(line).length))
  const quantity = longest((line) => `${line.quantity} ${line.unit ?? ''}`)
  return quantity + longest((line) => line.unitPrice) + longest((line) => line.tax) + longest((line) => line.total) > 50
}

function pairs(...all: [name: string, value: string | undefined][]): Pair[] {
  return all.flatMap(([name, value]) => (isShown(value) ? [[name, printable(value)] satisfies Pair] : []))
}

function isShown(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}
