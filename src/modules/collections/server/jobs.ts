import { z } from 'zod'
import { InstantSchema, systemClock } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '#platform/jobs/jobs.ts'
import { emailTried } from '#platform/mail/queue.ts'
import { execute } from '#platform/runner.ts'
import { deliverStatement, recordTried } from './deliver-statement.ts'
import { companiesToLookAt, LookFrom, look, lookJob } from './look.ts'
import { statementWanted } from './statement-sends.ts'

const system = { kind: 'system', name: 'Collections' } as const

export const jobs: readonly Job[] = [
  job({
    name: 'collections.lookAll',
    schedule: '5 * * * *',
    input: z.object({}),
    async run(house) {
      const ids = await companiesToLookAt(house, systemClock())
      await house.outside.outbox.spread(
        lookJob,
        ids.map((companyId) => ({ companyId })),
      )
    },
  }),
  job({
    name: lookJob,
    input: z.object({ companyId: Id, now: InstantSchema.optional(), from: LookFrom.optional() }),
    run: (house, { companyId, now = systemClock(), from }) => look(house, companyId, now, from),
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
