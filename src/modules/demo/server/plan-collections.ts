import { addDays, addMonths } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { Planning } from './planning.ts'
import { type Phase, step } from './step.ts'

/** Plans that repeat, what goes out by itself to those who pay late, and notes on some of them. */
export function planCollections(planning: Planning): Phase[] {
  return [{ inOrder: true, steps: [...plans(planning), settings(planning), ...notes(planning)] }]
}

function plans({ story, id, when, today }: Planning) {
  const [one, other] = story.clients
  if (!one || !other) return []
  const began = addDays(today, -24)
  const first = addDays(today, -20)
  const line = (name: string, unitPriceCents: number) => ({ name, unitPriceCents, unit: 'fixed' as const })
  return [
    step('plan hosting', when(began, '09:40', story.biller), calls.createPlan, {
      ...{ id: id('plan hosting'), name: `Hosting, ${one.organizationName}`, clientId: id(`client ${one.key}`) },
      ...{ frequency: 'monthly', nextRunOn: first, dueDays: 14, notes: 'Thank you for hosting with us.' },
      lines: [line('Website hosting', 4_500), line('Domain and certificates', 1_200)],
    }),
    step('run hosting', when(first, '10:05', story.biller), calls.runPlanNow, {
      ...{ planId: id('plan hosting'), plannedOn: first },
    }),
    step('plan review', when(addDays(today, -3), '11:15', story.biller), calls.createPlan, {
      ...{ id: id('plan review'), name: 'Yearly design review', clientId: id(`client ${other.key}`) },
      ...{ frequency: 'yearly', dayOfMonth: 31, nextRunOn: addMonths(today, 2), autoSend: true },
      lines: [line('Design review', 180_000)],
    }),
  ]
}

function settings({ story, when, today }: Planning) {
  const greeting = 'Hello {client},\n\n'
  return step('reminders', when(addDays(today, -3), '12:00', story.owner), calls.updateCollectionSettings, {
    remindersOn: true,
    rules: [
      {
        offsetDays: -3,
        subject: 'Invoice {number} is due on {due}',
        message: `${greeting}a friendly note: invoice {number} over {amount} is due on {due}. Thank you.`,
      },
      {
        offsetDays: 7,
        subject: 'Invoice {number} is past due',
        message: `${greeting}invoice {number} over {amount} was due on {due}. Please pay it, or tell us what is in the way.`,
      },
    ],
    ...{ statementsMonthly: false, lateFeeGraceDays: 14, lateFeeRepeat: 'monthly', lateFeeSend: true },
    lateFee: { kind: 'percent', percent: '1.5' },
  })
}

function notes({ story, id, when, today }: Planning) {
  const told: [body: string, ago: number, followUp: number | null][] = [
    ['Ruth promised to pay the oldest invoice by Friday.', 6, -1],
    ['Asked for a copy of the last two invoices. Sent by e-mail.', 4, null],
    ['Their bookkeeper is back next week; call then.', 2, 5],
    ['Pays by check, usually a few days late.', 2, 20],
  ]
  return told.flatMap(([body, ago, followUp], at) => {
    const client = story.clients[at < 2 ? 0 : at]
    if (!client) return []
    return step(
      `collection note ${at}`,
      when(addDays(today, -ago), '14:20', story.biller),
      calls.createCollectionNote,
      {
        ...{ id: id(`collection note ${at}`), clientId: id(`client ${client.key}`), body },
        followUpOn: followUp === null ? null : addDays(today, followUp),
      },
    )
  })
}
