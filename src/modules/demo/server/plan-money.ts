import { addDays, daysBetween, type PlainDate } from '#kernel/calendar.ts'
import { allocate, percentOf } from '#kernel/money.ts'
import * as calls from '../contract-calls.ts'
import { fateOf } from '../domain/index.ts'
import { corrected, creditDrafted, creditedInPart, lost } from './plan-corrections.ts'
import { applyAgain, makeGood, refundExtra } from './plan-refunds.ts'
import { type Planning, past } from './planning.ts'
import { type Phase, type Step, step, type Totals } from './step.ts'

/** An invoice of the plan. */
export type NewInvoice = { key: string; id: string; client: string; on: PlainDate }

const extraCents = 4000
const methods = ['ach', 'check', 'card', 'ach', 'stripe'] as const
/** What Stripe keeps: 2.9 % and 30 cents. */
const stripeFee = (cents: number) => percentOf(cents, '2.9') + 30

/** What becomes of the invoices that were sent: paid, partly or too much, by credit, voided, or nothing yet. */
export function planMoney(planning: Planning, invoices: readonly NewInvoice[]): Phase[] {
  const steps = invoices.map((invoice) => becomes(planning, invoice))
  // Each invoice's own steps follow one another; invoices do not wait for each other.
  const longest = Math.max(0, ...steps.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => ({
    inOrder: false,
    steps: steps.flatMap((own) => own[at] ?? []),
  }))
}

function becomes(planning: Planning, invoice: NewInvoice): Step[] {
  const { story, today, id, when, random } = planning
  const fate = fateOf(planning.place++, daysBetween(invoice.on, today))
  const paidOn = past(planning, addDays(invoice.on, random.between(5, 28)))
  switch (fate) {
    case 'open':
      return []
    case 'void': {
      const voidedOn = past(planning, addDays(invoice.on, 3))
      const owner = when(voidedOn, '16:50', story.owner)
      return [
        step(`void ${invoice.key}`, owner, calls.voidInvoice, { invoiceId: invoice.id, voidedOn }),
        makeGood(planning, invoice, voidedOn),
      ]
    }
    case 'over': {
      const paid = pay(planning, invoice, 'all', paidOn, (total) => [total + extraCents, total])
      // Every other client keeps the credit for another time, the others want it back.
      if (planning.place % 2 !== 0) return [paid, refundExtra(planning, invoice, paidOn, extraCents)]
      planning.credits.push({ client: invoice.client, from: paidOn, cents: extraCents })
      return [paid]
    }
    case 'noted':
      return creditedInPart(planning, invoice, (credit) =>
        pay(planning, invoice, 'rest', paidOn, (total) => [total - credit, total - credit]),
      )
    case 'doubted':
      return creditDrafted(planning, invoice)
    case 'lost':
      return lost(planning, invoice)
    case 'corrected':
      return corrected(planning, invoice, pay(planning, invoice, 'first', paidOn, half), (total) => half(total)[0])
    case 'half':
      return [pay(planning, invoice, 'first', paidOn, half)]
    case 'halves':
      return [
        pay(planning, invoice, 'first', paidOn, half),
        pay(planning, invoice, 'second', past(planning, addDays(paidOn, 21)), (total) => {
          const [first] = half(total)
          return [total - first, total - first]
        }),
      ]
    case 'full': {
      const at = planning.credits.findIndex(({ client, from }) => client === invoice.client && from < invoice.on)
      const [credit] = at < 0 ? [] : planning.credits.splice(at, 1)
      if (!credit) return [pay(planning, invoice, 'all', paidOn, (total) => [total, total])]
      const appliedOn = past(planning, addDays(invoice.on, 2))
      const application = step(`credit ${invoice.key}`, when(appliedOn, '11:20', story.bookkeeper), calls.applyCredit, {
        ...{ clientId: id(`client ${invoice.client}`), invoiceId: invoice.id, appliedOn },
        id: id(`credit ${invoice.key}`),
        amountCents: credit.cents,
      })
      return [
        application,
        ...applyAgain(planning, invoice, appliedOn, credit.cents),
        pay(planning, invoice, 'rest', paidOn, (total) => [total - credit.cents, total - credit.cents]),
      ]
    }
  }
}

function half(totalCents: number): [number, number] {
  const [first = 0] = allocate(totalCents, [1, 1])
  return [first, first]
}

/** `sums` tells from the total what came in and what of it the invoice takes. */
function pay(
  { story, id, when, random }: Planning,
  invoice: NewInvoice,
  part: string,
  receivedOn: PlainDate,
  sums: (totalCents: number) => [amount: number, allocated: number],
): Step {
  const key = `pay ${part} ${invoice.key}`
  const method = random.pick(methods)
  const reference = method === 'check' ? `Check ${random.between(1001, 9899)}` : null
  return step(key, when(receivedOn, '11:45', story.bookkeeper), calls.recordPayment, (totals: Totals) => {
    const [amountCents, allocatedCents] = sums(totals.of(invoice.id))
    return {
      ...{ id: id(key), clientId: id(`client ${invoice.client}`), receivedOn, method, reference, amountCents },
      feeCents: method === 'stripe' ? stripeFee(amountCents) : 0,
      allocations: [{ invoiceId: invoice.id, amountCents: allocatedCents }],
    }
  })
}
