import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { emailTried } from '#platform/mail/queue.ts'
import { execute } from '#platform/runner.ts'
import { deliverDocument } from './deliver-document.ts'
import { deliveryWanted } from './deliveries.ts'
import { recordDelivery } from './record-delivery.ts'

const system = { kind: 'system', name: 'Delivery' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'documents.deliver',
    on: [deliveryWanted],
    input: z.object({ companyId: Id, deliveryId: Id, message: z.string().nullable(), requestId: z.string() }),
    async run(house, { companyId, requestId, ...delivery }) {
      await execute(house, deliverDocument, { companyId, actor: system, origin: { requestId } }, delivery)
    },
  }),
  job({
    name: 'documents.followEmail',
    on: [emailTried],
    input: z.object({
      companyId: Id,
      emailId: Id,
      state: z.enum(['queued', 'sent', 'failed']),
      error: z.string().nullable(),
    }),
    async run(house, { companyId, ...tried }) {
      await execute(
        house,
        recordDelivery,
        { companyId, actor: system, origin: { requestId: `email-${tried.emailId}` } },
        tried,
      )
    },
  }),
]
