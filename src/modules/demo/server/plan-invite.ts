import { addDays } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { Planning } from './planning.ts'
import { type Phase, step } from './step.ts'

/** Somebody was asked to join yesterday and has not answered yet. */
export function planInvite({ story, id, when, today }: Planning): Phase {
  if (story.key !== 'maple') return { inOrder: true, steps: [] }
  const asked = step('invite', when(addDays(today, -1), '15:20', story.owner), calls.createInvite, {
    ...{ id: id('invite'), email: 'noor@maple.example', role: 'manager', billingRateCents: 11_000 },
    message: 'We would love to have you run the Harbor projects. See you on Monday.',
  })
  return { inOrder: true, steps: [asked] }
}
