import { addDays } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { Planning } from './planning.ts'
import { type Phase, step } from './step.ts'

/** What was offered lately: a draft, two that wait, one that was accepted, one declined, one that nobody answered. */
const offers = [
  { type: 'estimate', ago: 3, fate: 'sent', client: 0 },
  { type: 'estimate', ago: 18, fate: 'accepted', client: 1 },
  { type: 'estimate', ago: 52, fate: 'sent', client: 2 },
  { type: 'proposal', ago: 1, fate: 'draft', client: 3 },
  { type: 'proposal', ago: 6, fate: 'sent', client: 4 },
  { type: 'proposal', ago: 40, fate: 'declined', client: 5 },
] as const

const cover =
  'Thank you for the talk. Below is how we would go about it, what it costs, and what we would need from you.'
const sections = [
  {
    title: 'What you get',
    body: '- A first meeting with everybody who decides\n- The work itself, in **two** rounds\n- A handover',
  },
  { title: 'When', body: 'We can begin two weeks after your yes, and need about six weeks.' },
]

/** Estimates and proposals of the last weeks. */
export function planQuotes({ story, today, id, when }: Planning): Phase[] {
  const steps = offers.flatMap(({ type, ago, fate, client: at }) => {
    const client = story.clients[at]
    const item = story.items[at % story.items.length]
    if (!client || !item) return []
    const key = `${type} ${ago}`
    const documentId = id(key)
    const on = addDays(today, -ago)
    const of = calls.quotes[type]
    const lines = [
      { name: item.name, quantity: String(12 + at * 4), unit: item.unit, unitPriceCents: item.cents },
      { name: 'Coordination', unitPriceCents: 45_000 },
    ]
    const made = step(key, when(on, '09:20', story.biller), of.create, {
      ...{ id: documentId, clientId: id(`client ${client.key}`), issuedOn: on, lines },
      ...(type === 'proposal' ? { cover, sections } : {}),
      ...(at % 2 === 1 ? { deposit: { kind: 'percent', percent: '30' } as const } : {}),
    })
    if (fate === 'draft') return [made]
    const sent = step(`${key} sent`, when(on, '10:05', story.biller), of.send, { documentId, email: null })
    const name = client.personName
    const later = when(addDays(on, 2), '16:40', story.biller)
    if (fate === 'accepted') return [made, sent, step(`${key} answered`, later, of.accept, { documentId, name })]
    if (fate === 'declined') {
      const reason = 'They decided to wait until next year.'
      return [made, sent, step(`${key} answered`, later, of.decline, { documentId, name, reason })]
    }
    return [made, sent]
  })
  return [{ inOrder: true, steps }]
}
