import { addDays, type PlainDate } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import { type Planning, past } from './planning.ts'
import { type Step, step } from './step.ts'

type Of = { key: string; id: string; client: string }

/** What came in beyond the invoice goes back to the client a while later. */
export function refundExtra(planning: Planning, of: Of, paidOn: PlainDate, cents: number): Step {
  const { id, when, story } = planning
  const refundedOn = past(planning, addDays(paidOn, 6))
  return step(`refund ${of.key}`, when(refundedOn, '15:10', story.owner), calls.refundPayment, {
    ...{ id: id(`refund ${of.key}`), paymentId: id(`pay all ${of.key}`), refundedOn, amountCents: cents },
    reason: 'Paid too much',
  })
}

/** A little credit for an invoice that should not have been sent. */
export function makeGood({ id, when, story }: Planning, of: Of, adjustedOn: PlainDate): Step {
  return step(`credit by hand ${of.key}`, when(adjustedOn, '16:55', story.owner), calls.adjustCredit, {
    ...{ id: id(`credit by hand ${of.key}`), clientId: id(`client ${of.client}`), adjustedOn, centsDelta: 2500 },
    reason: 'For the invoice sent by mistake',
  })
}

/** The credit stood on the wrong invoice at first: it is taken off, and applied once more. */
export function applyAgain(planning: Planning, of: Of, appliedOn: PlainDate, cents: number): Step[] {
  const { id, when, story } = planning
  const clientId = id(`client ${of.client}`)
  return [
    step(`undo credit ${of.key}`, when(appliedOn, '13:05', story.bookkeeper), calls.reverseCreditApplication, {
      ...{ id: id(`undo credit ${of.key}`), clientId, applicationId: id(`credit ${of.key}`), reversedOn: appliedOn },
      reason: 'The client asked to wait',
    }),
    step(`credit again ${of.key}`, when(appliedOn, '16:30', story.bookkeeper), calls.applyCredit, {
      ...{ id: id(`credit again ${of.key}`), clientId, invoiceId: of.id, appliedOn, amountCents: cents },
    }),
  ]
}
