import { formatMoney } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany, takeNextNumber } from '#modules/companies/server/index.ts'
import { crediting, type LockedInvoice, settleInvoice } from '#modules/documents/server/index.ts'
import { type NewEntry, postEntry } from '#modules/ledger/server/index.ts'
import { changeCredit } from '#modules/payments/server/index.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { checkWithin, restOf, splitCredit } from '../domain/credit-note.ts'
import { type IncomePart, incomeParts } from '../domain/note-entry.ts'
import { loadCredited, loadIncomeRest, paidFor } from './credited.ts'
import type { LockedNote } from './locked-note.ts'
import { type CreditNoteRow, change, type LineRow } from './store.ts'
import { audited } from './to-credit-note.ts'

export type PostedNote = { note: CreditNoteRow; invoice: LockedInvoice }

/**
 * Numbers and posts a draft whose client and invoice are locked: the invoice owes less, the rest becomes client credit,
 * the books take back income and tax. Refuses what is no draft, is empty, or goes beyond the invoice.
 */
export async function postNote(
  scope: Scope,
  { client, invoice, note }: LockedNote,
  lines: readonly LineRow[],
  issuedOn: string,
): Promise<PostedNote> {
  if (note.state !== 'draft') throw new Refusal('credit_note_posted')
  if (invoice.state === 'draft' || invoice.state === 'void') throw new Refusal('invoice_not_creditable')
  if (note.totalCents === 0) throw new Refusal('credit_note_empty')
  const { currency, locale } = await loadCompany(scope)
  const credited = await loadCredited(scope, invoice.id)
  checkWithin(note, restOf(invoice, credited), (cents) => formatMoney(cents, currency, locale))
  const split = splitCredit(note.totalCents, { ...invoice, paidCents: paidFor(invoice, credited) })
  // Read before the note counts itself.
  const parts = await incomeOf(scope, invoice.id, lines)
  const { number, period, seq } = await takeNextNumber(scope, 'credit_note', issuedOn)
  const posted = await change(scope, note, {
    ...{ state: 'posted', number, numberPeriod: period, numberSeq: seq, issuedOn, postedAt: scope.now },
    ...split,
  })
  const settled =
    split.arAppliedCents === 0 ? invoice : settleInvoice(scope, invoice, { creditDelta: split.arAppliedCents })
  await postEntry(scope, noteEntry(posted, invoice, parts))
  const { creditedCents: centsDelta } = split
  await changeCredit(scope, client, { kind: 'credit_note', sourceId: note.id, centsDelta, occurredOn: issuedOn })
  audit(scope, { subjectType: 'credit_note', subjectId: note.id, before: audited(note), after: audited(posted) })
  audit(scope, { subjectType: 'invoice', subjectId: invoice.id, before: moved(invoice), after: moved(settled) })
  signal(scope, 'credit-notes', note.id)
  return { note: posted, invoice: settled }
}

/** What a note takes back of each income account, by the lines of the invoice that it names. */
async function incomeOf(scope: Scope, invoiceId: string, lines: readonly LineRow[]): Promise<IncomePart[]> {
  const rest = await loadIncomeRest(scope, invoiceId)
  const revenue = rest.find((part) => part.isRevenue)?.accountId ?? null
  const invoiceLines = await crediting.loadInvoiceLines(scope, invoiceId)
  const accounts = new Map(invoiceLines.map((line) => [line.id, line.incomeAccountId ?? revenue]))
  return incomeParts(
    lines.map((line) => ({ ...line, accountId: accounts.get(line.documentLineId ?? '') ?? null })),
    rest.map(({ accountId, cents }) => ({ accountId, cents })),
  )
}

function noteEntry(note: CreditNoteRow, invoice: LockedInvoice, parts: readonly IncomePart[]): NewEntry {
  const { clientId, projectId } = invoice
  return {
    entryDate: note.issuedOn,
    memo: `Credit note ${note.number} for invoice ${invoice.number}`,
    sourceType: 'credit_note',
    sourceId: note.id,
    lines: [
      ...parts.map(({ accountId, cents }) => ({ account: { accountId }, debitCents: cents, clientId, projectId })),
      { account: 'sales_tax_payable', debitCents: note.taxCents, clientId, projectId },
      {
        ...{ account: 'accounts_receivable', creditCents: note.arAppliedCents, clientId, projectId },
        memo: `Invoice ${invoice.number}`,
      },
      { account: 'customer_credits', creditCents: note.creditedCents, clientId },
    ],
  }
}

const moved = ({ state, balanceDueCents }: LockedInvoice) => ({ state, balanceDueCents })
