import { addDays, laterDate, type PlainDate } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import { type Planning, past } from './planning.ts'
import { type Step, step, type Totals } from './step.ts'

type Of = { key: string; id: string; client: string; on: PlainDate }

const goodwillCents = 4500

/** A part is credited, and the rest is paid. */
export function creditedInPart(planning: Planning, of: Of, pay: (creditCents: number) => Step): Step[] {
  const { id, when, story } = planning
  const creditNoteId = id(`credit note ${of.key}`)
  const issuedOn = past(planning, addDays(of.on, 4))
  return [
    step(`credit note ${of.key}`, when(issuedOn, '10:05', story.biller), calls.createCreditNote, {
      ...{ id: creditNoteId, invoiceId: of.id, issuedOn, reason: 'Half an hour that was not needed' },
      lines: [{ name: 'Goodwill', subtotalCents: goodwillCents }],
    }),
    step(`post credit note ${of.key}`, when(issuedOn, '10:20', story.owner), calls.postCreditNote, { creditNoteId }),
    pay(goodwillCents),
  ]
}

/** A credit note that nobody has posted yet. */
export function creditDrafted({ id, when, story }: Planning, of: Of): Step[] {
  return [
    step(`credit note ${of.key}`, when(of.on, '17:05', story.biller), calls.createCreditNote, {
      ...{ id: id(`credit note ${of.key}`), invoiceId: of.id, issuedOn: of.on },
      ...{ reason: 'Agreed on the phone', lines: [{ name: 'Rebate', subtotalCents: goodwillCents }] },
    }),
  ]
}

/** Never paid: given up after a while, and now and then recovered. */
export function lost(planning: Planning, of: Of): Step[] {
  const { id, when, story } = planning
  const writtenOffOn = past(planning, addDays(of.on, 85))
  const writeOffId = id(`write off ${of.key}`)
  return [
    step(`write off ${of.key}`, when(writtenOffOn, '15:40', story.owner), calls.writeOffInvoice, {
      ...{ invoiceId: of.id, id: writeOffId, writtenOffOn, reason: 'The client does not answer any more' },
    }),
  ]
}

/** Half was paid when the mistake was found: corrected, the replacement sent, the credit applied to it. */
export function corrected(planning: Planning, of: Of, firstHalf: Step, halfOf: (totalCents: number) => number): Step[] {
  const { id, when, story } = planning
  const replacementId = id(`correct ${of.key}`)
  const correctedOn = past(planning, laterDate(addDays(of.on, 12), firstHalf.at.slice(0, 10)))
  return [
    firstHalf,
    step(`correct ${of.key}`, when(correctedOn, '14:00', story.owner), calls.correctInvoice, {
      ...{ invoiceId: of.id, id: replacementId, correctedOn },
      reason: 'It went out with the old purchase order number',
    }),
    step(`send correct ${of.key}`, when(correctedOn, '14:30', story.owner), calls.sendInvoice, {
      ...{ invoiceId: replacementId, email: null },
    }),
    step(`credit correct ${of.key}`, when(correctedOn, '14:45', story.owner), calls.applyCredit, (totals: Totals) => ({
      ...{ clientId: id(`client ${of.client}`), invoiceId: replacementId, appliedOn: correctedOn },
      ...{ id: id(`credit correct ${of.key}`), amountCents: halfOf(totals.of(of.id)) },
    })),
  ]
}
