import { z } from 'zod'
import { addDays, type PlainDate, PlainDateSchema, startOfMonth } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday, isAtWork } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { execute, type House } from '#platform/runner.ts'
import { findDueCompanies, openScope, type Scope } from '#platform/scope.ts'
import { chargeLateFee } from './charge-late-fee.ts'
import { remindByRule } from './remind.ts'
import { dueLateFees, dueReminders } from './reminder-queries.ts'
import { queueDueSend, queueMonthlySend } from './send-statement.ts'
import { dueMonthly, dueSends } from './statement-sends.ts'

const system = { kind: 'system', name: 'Collections' } as const
/** So many steps per look; the rest comes at once, with a look that goes on where this one ended. */
const stepsMax = 500

export const lookJob = 'collections.look'

const nil = '00000000-0000-0000-0000-000000000000'
/** Where a look goes on: the kind of work, and the last of it that was done. */
export const LookFrom = z.object({
  kind: z.number().int().min(0),
  after: z.tuple([z.uuid(), z.uuid()]),
  failed: z.boolean(),
})
export type LookFrom = z.infer<typeof LookFrom>
type Key = LookFrom['after']
type Where = Parameters<typeof execute>[2]

type Kind = {
  /** What is due after a key, in the order of the keys. */
  find(scope: Scope, today: PlainDate, after: Key, limit: number): Promise<Key[]>
  step(house: House, where: Where, key: Key): Promise<unknown>
}

const byId = (ids: readonly string[]): Key[] => ids.map((id) => [id, nil])

const kinds: readonly Kind[] = [
  {
    find: dueReminders,
    step: (house, where, [invoiceId, ruleId]) => execute(house, remindByRule, where, { invoiceId, ruleId }),
  },
  {
    find: async (scope, today, [after], limit) => byId(await dueLateFees(scope, today, after, limit)),
    step: (house, where, [invoiceId]) => execute(house, chargeLateFee, where, { invoiceId }),
  },
  {
    find: async (scope, today, [after], limit) => byId(await dueSends(scope, today, after, limit)),
    step: (house, where, [statementSendId]) => execute(house, queueDueSend, where, { statementSendId }),
  },
  {
    find: async (scope, today, [after], limit) =>
      byId(await dueMonthly(scope, addDays(startOfMonth(today), -1), after, limit)),
    step: (house, where, [clientId]) => execute(house, queueMonthlySend, where, { clientId }),
  },
]

/** Companies where it is past eight in the morning and today nobody has looked yet, or a statement waits for today. */
export async function companiesToLookAt(house: House, now: string): Promise<string[]> {
  return findDueCompanies(
    house,
    'collections.dueCompanies',
    `WITH morning AS (SELECT c.id, ($1::timestamptz AT TIME ZONE c.time_zone)::date AS today FROM companies c
       WHERE c.deleted_at IS NULL AND ($1::timestamptz AT TIME ZONE c.time_zone)::time >= '08:00')
     SELECT s.company_id AS "companyId" FROM collection_settings s JOIN morning m ON m.id = s.company_id
     WHERE s.looked_on IS NULL OR s.looked_on < m.today
     UNION SELECT x.company_id FROM statement_sends x JOIN morning m ON m.id = x.company_id
     WHERE x.state = 'scheduled' AND x.send_on <= m.today`,
    [now],
  )
}

/**
 * One company's day: reminders, late fees, statements. What is refused stays undone; what fails is logged, does not stop
 * the rest, and leaves the day open, so that the next look, within the hour, tries it again.
 */
export async function look(
  house: House,
  companyId: string,
  now: string,
  from: LookFrom = { kind: 0, after: [nil, nil], failed: false },
  steps = stepsMax,
): Promise<void> {
  const where = { companyId, actor: system, origin: { requestId: 'collections', now } }
  let [{ after, failed }, left, today] = [from, steps, '']
  for (const [at, kind] of kinds.entries()) {
    if (at < from.kind) continue
    const due = await openScope({ ...house, origin: where.origin, mode: 'read' }, companyId, system, async (scope) => {
      if (!(await isAtWork(scope))) return undefined
      today = await companyToday(scope)
      return kind.find(scope, today, after, left)
    })
    if (!due) return
    for (const key of due) failed = (await failedAt(house, companyId, kind.step(house, where, key))) || failed
    const last = due.at(-1)
    left -= due.length
    if (last && left === 0) {
      const next = { companyId, now, from: { kind: at, after: last, failed } }
      return house.outside.outbox.spread(lookJob, [next])
    }
    after = [nil, nil]
  }
  if (!failed) await execute(house, markLooked, where, { today })
}

async function failedAt({ outside }: House, companyId: string, doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing
    return false
  } catch (error) {
    const refused = error instanceof Refusal
    outside.log[refused ? 'info' : 'error']({ err: error, companyId }, 'a step of the daily look was left out')
    return !refused
  }
}

const markLooked = command({
  name: 'collections.markLooked',
  needs: 'documents:send',
  input: z.object({ today: PlainDateSchema }),
  async run(scope, { today }) {
    await scope.sql('collections.looked', 'UPDATE collection_settings SET looked_on = $2 WHERE company_id = $1', [
      scope.companyId,
      today,
    ])
    return null
  },
})
