import { present } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import type { DocumentLineInput, InvoiceDocument } from '../contract.ts'
import { type Deposit, depositRequested } from '../domain/deposit.ts'
import { displayState } from '../domain/invoice.ts'
import type { Discount } from '../domain/totals.ts'
import type { DocumentRow, DraftFields, InvoiceRow, LineRow } from './store.ts'

/** A row and its lines as the contract shows them; `today` is the company's. */
export function toInvoice(row: InvoiceRow, lines: readonly LineRow[], today: PlainDate): InvoiceDocument {
  const dueOn = present(row.dueOn, 'an invoice is due on a day')
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    displayState: displayState({ ...row, dueDate: dueOn }, today),
    clientId: row.clientId,
    projectId: row.projectId,
    templateId: row.templateId,
    issuedOn: row.issuedOn,
    dueOn,
    header: row.header,
    footer: row.footer,
    notes: row.notes,
    terms: row.terms,
    internalNote: row.internalNote,
    discount: discountOf(row),
    deposit: depositOf(row),
    subtotalCents: row.subtotalCents,
    discountCents: row.discountCents,
    taxCents: row.taxCents,
    totalCents: row.totalCents,
    balanceDueCents: row.balanceDueCents,
    depositCents: depositRequested(depositOf(row), row.totalCents),
    lines: lines.map(({ position: _position, ...line }) => line),
    sentAt: row.sentAt,
    voidedAt: row.voidedAt,
    paidAt: row.paidAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    revision: row.revision,
  }
}

/** A stored line as the editor would send it. */
export function lineInput(line: LineRow): DocumentLineInput {
  const { position: _at, subtotalCents: _subtotal, discountCents: _discount, totalCents: _total, ...input } = line
  return input
}

export function keptAccounts(lines: readonly LineRow[]): ReadonlySet<string | null> {
  return new Set(lines.map((line) => line.incomeAccountId))
}

export function discountOf(row: DraftFields): Discount {
  return choiceOf(row.discountKind, row.discountPercent, row.discountFixedCents)
}

export function depositOf(row: DraftFields): Deposit {
  return choiceOf(row.depositKind, row.depositPercent, row.depositFixedCents)
}

function choiceOf(kind: DraftFields['discountKind'], percent: string | null, cents: number | null): Discount {
  if (kind === 'percent') return { kind, percent: present(percent) }
  if (kind === 'fixed') return { kind, cents: present(cents) }
  return { kind }
}

/** What the audit log keeps of an invoice: what people would ask about later. */
export function audited(row: DocumentRow, lines?: readonly LineRow[]): object {
  const { state, number, clientId, projectId, issuedOn, dueOn, totalCents, taxCents, discountCents, balanceDueCents } =
    row
  return {
    ...{ state, number, clientId, projectId, issuedOn, dueOn, totalCents, taxCents, discountCents, balanceDueCents },
    ...(lines
      ? {
          lines: lines.map(({ name, quantity, unitPriceCents, taxCents }) => [
            name,
            quantity,
            unitPriceCents,
            taxCents,
          ]),
        }
      : {}),
  }
}
