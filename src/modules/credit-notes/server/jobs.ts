import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { emailTried } from '#platform/mail/queue.ts'
import { execute } from '#platform/runner.ts'
import { deliveryStates } from '../contract.ts'
import { deliverNote, recordNoteDelivery } from './deliver-note.ts'
import { creditNoteWanted } from './deliveries.ts'

const system = { kind: 'system', name: 'Delivery' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'creditNotes.deliver',
    on: [creditNoteWanted],
    input: z.object({ companyId: Id, deliveryId: Id, message: z.string().nullable(), requestId: z.string() }),
    async run(house, { companyId, requestId, ...delivery }) {
      await execute(house, deliverNote, { companyId, actor: system, origin: { requestId } }, delivery)
    },
  }),
  job({
    name: 'creditNotes.followEmail',
    on: [emailTried],
    input: z.object({ companyId: Id, emailId: Id, state: z.enum(deliveryStates), error: z.string().nullable() }),
    async run(house, { companyId, ...tried }) {
      const origin = { requestId: `email-${tried.emailId}` }
      await execute(house, recordNoteDelivery, { companyId, actor: system, origin }, tried)
    },
  }),
]
