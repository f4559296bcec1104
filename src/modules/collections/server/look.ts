import { z } from 'zod'
import { addDays, PlainDateSchema, startOfMonth } from '#kernel/calendar.ts'
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
/** So much of each kind per look; the rest comes with the next one, within the hour. */
const atOnce = 500

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

/** One company's day: reminders, late fees, statements. What fails is logged and does not stop the rest. */
export async function look(house: House, companyId: string, now: string): Promise<void> {
  const where = { companyId, actor: system, origin: { requestId: 'collections', now } }
  const work = await openScope({ ...house, origin: where.origin, mode: 'read' }, companyId, system, findWork)
  if (!work) return
  const attempt = async (what: Promise<unknown>) =>
    what.catch((error: unknown) => {
      const level = error instanceof Refusal ? 'info' : 'error'
      house.outside.log[level]({ err: error, companyId }, 'a step of the daily look was left out')
    })
  for (const due of work.reminders) await attempt(execute(house, remindByRule, where, due))
  for (const invoiceId of work.lateFees) await attempt(execute(house, chargeLateFee, where, { invoiceId }))
  for (const statementSendId of work.sends) await attempt(execute(house, queueDueSend, where, { statementSendId }))
  for (const clientId of work.monthly) await attempt(execute(house, queueMonthlySend, where, { clientId }))
  await execute(house, markLooked, where, { today: work.today })
}

async function findWork(scope: Scope) {
  if (!(await isAtWork(scope))) return undefined
  const today = await companyToday(scope)
  return {
    today,
    reminders: await dueReminders(scope, today, atOnce),
    lateFees: await dueLateFees(scope, today, atOnce),
    sends: await dueSends(scope, today, atOnce),
    monthly: await dueMonthly(scope, addDays(startOfMonth(today), -1), atOnce),
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
