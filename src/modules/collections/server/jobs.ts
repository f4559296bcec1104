import { z } from 'zod'
import { systemClock } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { emailTried } from '#platform/mail/queue.ts'
import { execute } from '#platform/runner.ts'
import { deliverStatement, recordTried } from './deliver-statement.ts'
import { companiesToLookAt, look } from './look.ts'
import { statementWanted } from './statement-sends.ts'

const system = { kind: 'system', name: 'Collections' } as const
const lookOne = 'collections.look'

export const jobs: readonly Job[] = [
  job({
    name: 'collections.lookAll',
    schedule: '5 * * * *',
    input: z.object({}),
    async run(house) {
      const ids = await companiesToLookAt(house, systemClock())
      await house.outside.outbox.spread(
        lookOne,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: lookOne,
    input: z.object({ companyId: Id }),
    run: (house, { companyId }) => look(house, companyId, systemClock()),
  }),
  job({
    name: 'collections.deliverStatement',
    on: [statementWanted],
    input: z.object({ companyId: Id, statementSendId: Id }),
    async run(house, { companyId, statementSendId }) {
      const origin = { requestId: `statement-${statementSendId}` }
      await execute(house, deliverStatement, { companyId, actor: system, origin }, { statementSendId })
    },
  }),
  job({
    name: 'collections.followEmail',
    on: [emailTried],
    input: z.object({
      companyId: Id,
      emailId: Id,
      state: z.enum(['queued', 'sent', 'failed']),
      error: z.string().nullable(),
    }),
    async run(house, { companyId, ...tried }) {
      const origin = { requestId: `email-${tried.emailId}` }
      await execute(house, recordTried, { companyId, actor: system, origin }, tried)
    },
  }),
]
