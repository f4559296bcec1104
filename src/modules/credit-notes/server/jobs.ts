import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { execute } from '#platform/runner.ts'
import { deliverNote } from './deliver-note.ts'

const system = { kind: 'system', name: 'Delivery' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'creditNotes.deliver',
    on: [sharing.creditNoteWanted],
    input: z.object({ companyId: Id, deliveryId: Id, message: z.string().nullable(), requestId: z.string() }),
    async run(house, { companyId, requestId, ...delivery }) {
      await execute(house, deliverNote, { companyId, actor: system, origin: { requestId } }, delivery)
    },
  }),
]
