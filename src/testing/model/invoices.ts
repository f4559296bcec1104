import { newId } from '#kernel/ids.ts'
import { type Act, daySince, locked, type Move, pastDay, reasons, today, wrongDay } from './act.ts'
import { type Books, type Discount, type Invoice, type Line, post, sumsOf, the } from './books.ts'
import type { Dice } from './dice.ts'

/** Sums that no document may have. */
function impossible({ subtotal, discount, tax, total }: ReturnType<typeof sumsOf>, said: Discount): string[] {
  return reasons(
    [subtotal < 0 || total < 0, 'document_total_negative'],
    [said.kind === 'fixed' ? said.cents > subtotal : discount > subtotal && subtotal >= 0, 'discount_exceeds_subtotal'],
    [tax < 0, 'document_tax_negative'],
  )
}

function someLines(dice: Dice): Line[] {
  return Array.from({ length: 1 + dice.below(3) }, (_, at) => {
    const rebate = at > 0 && dice.oneIn(5)
    const priceCents = (1 + dice.below(40_000)) * (rebate ? -1 : 1)
    const quantity = dice.oneIn(3) ? 1 + dice.below(70_000) : 10_000
    return { quantity, priceCents, taxCents: dice.oneIn(3) ? dice.below(900) : 0 }
  })
}

function someDiscount(dice: Dice): Discount {
  const way = dice.below(6)
  if (way === 4) return { kind: 'percent', percent: dice.below(30_001) }
  return way === 5 ? { kind: 'fixed', cents: dice.below(9_000) } : { kind: 'none' }
}

const wireLines = (lines: readonly Line[]) =>
  lines.map(({ quantity, priceCents, taxCents }, at) => ({
    name: `Line ${at + 1}`,
    quantity: (quantity / 10_000).toString(),
    unitPriceCents: priceCents,
    taxCents,
    taxable: taxCents > 0,
  }))
const wireDiscount = (discount: Discount) =>
  discount.kind === 'percent' ? { kind: 'percent', percent: (discount.percent / 1000).toString() } : discount

const some = (books: Books, dice: Dice, ...states: Invoice['state'][]): Invoice | undefined => {
  const all = [...books.invoices.values()]
  const fitting = all.filter((one) => states.includes(one.state))
  return dice.oneIn(10) ? dice.one(all) : dice.one(fitting)
}

export const draftInvoice: Move = (books, dice) => {
  const id = newId()
  const [clientId, issuedOn, lines, discount] = [
    dice.one([...books.credit.keys()]) ?? '',
    pastDay(dice),
    someLines(dice),
    someDiscount(dice),
  ]
  const sums = sumsOf(lines, discount)
  return {
    name: 'draft an invoice',
    command: 'documents.createInvoice',
    input: { id, clientId, issuedOn, lines: wireLines(lines), discount: wireDiscount(discount) },
    least: 'manager',
    against: () => impossible(sums, discount),
    effect: (after) =>
      after.invoices.set(id, {
        ...sums,
        ...{ id, clientId, issuedOn, due: 0, lines: lines.length },
        state: 'draft',
        corrects: null,
      }),
  }
}

export const redraftInvoice: Move = (books, dice) => {
  const invoice = some(books, dice, 'draft')
  if (!invoice) return undefined
  const [lines, discount] = [someLines(dice), someDiscount(dice)]
  const sums = sumsOf(lines, discount)
  return {
    name: 'change a draft',
    command: 'documents.updateInvoice',
    input: { invoiceId: invoice.id, lines: wireLines(lines), discount: wireDiscount(discount) },
    least: 'manager',
    against: (now) => [...notDraft(the(now.invoices, invoice.id)), ...impossible(sums, discount)],
    effect: (after) => {
      Object.assign(the(after.invoices, invoice.id), { ...sums, lines: lines.length })
    },
  }
}

const notDraft = ({ state }: Invoice) =>
  reasons([state === 'deleted', 'not_found'], [state !== 'draft' && state !== 'deleted', 'document_locked'])

export const deleteDraft: Move = (books, dice) => {
  const invoice = some(books, dice, 'draft')
  if (!invoice) return undefined
  return {
    name: 'delete a draft',
    command: 'documents.deleteInvoice',
    input: { invoiceId: invoice.id },
    least: 'manager',
    against: (now) => notDraft(the(now.invoices, invoice.id)),
    effect: (after) => {
      the(after.invoices, invoice.id).state = 'deleted'
    },
  }
}

export const copyInvoice: Move = (books, dice) => {
  const invoice = some(books, dice, 'sent', 'paid', 'void')
  if (!invoice) return undefined
  const id = newId()
  return {
    name: 'copy an invoice',
    command: 'documents.duplicateInvoice',
    input: { invoiceId: invoice.id, id },
    least: 'manager',
    against: (now) => reasons([the(now.invoices, invoice.id).state === 'deleted', 'not_found']),
    effect: (after) =>
      after.invoices.set(id, {
        ...the(after.invoices, invoice.id),
        id,
        state: 'draft',
        issuedOn: today,
        due: 0,
        corrects: null,
      }),
  }
}

export const sendSome: Move = (books, dice) => {
  const invoice = some(books, dice, 'draft')
  if (!invoice) return undefined
  const { id } = invoice
  return {
    name: 'send an invoice',
    command: 'documents.sendInvoice',
    input: { invoiceId: id, email: null },
    least: 'manager',
    against: (now) => {
      const one = the(now.invoices, id)
      return reasons(
        [one.state === 'deleted', 'not_found'],
        [one.state !== 'draft', 'invoice_not_draft'],
        [one.lines === 0, 'invoice_without_lines'],
        [one.total === 0, 'invoice_total_zero'],
        locked(now, one.issuedOn),
      )
    },
    effect: (after) => {
      const one = the(after.invoices, id)
      Object.assign(one, { state: 'sent', due: one.total })
      post(after, [
        ['1100', one.total],
        ['4000', one.discount - one.subtotal],
        ['2100', 0 - one.tax],
      ])
    },
  }
}

export const voidSome: Move = (books, dice) => {
  const invoice = some(books, dice, 'sent')
  if (!invoice) return undefined
  const { id } = invoice
  const voidedOn = daySince(dice, invoice.issuedOn)
  return {
    name: 'void an invoice',
    command: 'documents.voidInvoice',
    input: { invoiceId: id, voidedOn },
    least: 'admin',
    against: (now) => {
      const one = the(now.invoices, id)
      return reasons(
        [one.state === 'deleted', 'not_found'],
        [one.state !== 'sent', 'invoice_not_voidable'],
        wrongDay(voidedOn, one.issuedOn),
        locked(now, voidedOn),
      )
    },
    effect: (after) => {
      const one = the(after.invoices, id)
      Object.assign(one, { state: 'void', due: 0 })
      post(after, [
        ['1100', 0 - one.total],
        ['4000', one.subtotal - one.discount],
        ['2100', one.tax],
      ])
    },
  } satisfies Act
}
