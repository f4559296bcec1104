import { z } from 'zod'
import { addMonths, endOfMonth, startOfMonth } from '#kernel/calendar.ts'
import { Id, newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { findSettings } from './settings-store.ts'
import { liveLinks } from './statement-links.ts'
import { insertSend, loadSendForUpdate, queueSend, saveSend, sendsOf, toSend } from './statement-sends.ts'

export const sendStatement = command({
  name: 'collections.sendStatement',
  needs: 'documents:send',
  input: contract.sendStatement.input,
  async run(scope, { clientId, from, to, tone, message, ...asked }) {
    const client = await loadClient(scope, clientId)
    const toEmail = asked.toEmail ?? client.email
    if (toEmail === null) throw new Refusal('email_unknown')
    const today = await companyToday(scope)
    const sendOn = asked.sendOn ?? today
    if (sendOn < today) throw refuseField('sendOn', 'Choose today or a later day.')
    const until = tone === 'statement' ? (to ?? sendOn) : sendOn
    const since = from ?? startOfMonth(addMonths(until, -2))
    if (until < since) throw refuseField('to', 'The end of the period cannot be before its start.')
    const send = await insertSend(scope, {
      ...{ id: newId(), clientId, tone, origin: 'hand' as const, sendOn, from: since, to: until, toEmail, message },
    })
    if (!send) throw new Refusal('id_taken')
    audit(scope, { subjectType: 'client', subjectId: clientId, after: { statementTo: toEmail, tone, sendOn } })
    signal(scope, 'collections', clientId)
    return toSend(sendOn > today ? send : await queueSend(scope, send))
  },
})

export const cancelStatementSend = command({
  name: 'collections.cancelStatementSend',
  needs: 'documents:send',
  input: contract.cancelStatementSend.input,
  async run(scope, { statementSendId }) {
    const send = await loadSendForUpdate(scope, statementSendId)
    if (send.state !== 'scheduled') throw new Refusal('statement_not_scheduled')
    signal(scope, 'collections', send.clientId)
    const cancelled = { state: 'cancelled', error: 'Cancelled by hand.', closingCents: null, emailId: null } as const
    return toSend(await saveSend(scope, send.id, cancelled))
  },
})

/** By the daily look: a statement whose day has come goes to the job that makes it. */
export const queueDueSend = command({
  name: 'collections.queueDueSend',
  needs: 'documents:send',
  input: z.object({ statementSendId: Id }),
  async run(scope, { statementSendId }) {
    const send = await loadSendForUpdate(scope, statementSendId)
    if (send.state === 'scheduled') await queueSend(scope, send)
    return null
  },
})

/** By the daily look: last month's statement, once per client and month. */
export const queueMonthlySend = command({
  name: 'collections.queueMonthlySend',
  needs: 'documents:send',
  input: z.object({ clientId: Id }),
  async run(scope, { clientId }) {
    const { email } = await loadClient(scope, clientId)
    if (email === null) return null
    const today = await companyToday(scope)
    const from = addMonths(startOfMonth(today), -1)
    const send = await insertSend(scope, {
      ...{ id: newId(), clientId, tone: 'statement' as const, origin: 'monthly' as const, sendOn: today, from },
      ...{ to: endOfMonth(from), toEmail: email, message: null },
    })
    if (send) await queueSend(scope, send)
    return null
  },
})

export const chooseMonthlyStatement = command({
  name: 'collections.chooseMonthlyStatement',
  needs: 'documents:send',
  input: contract.chooseMonthlyStatement.input,
  async run(scope, { clientId, schedule }) {
    await loadClient(scope, clientId)
    await saveChoice(scope, clientId, schedule === 'company' ? null : schedule === 'always')
    audit(scope, { subjectType: 'client', subjectId: clientId, after: { monthlyStatement: schedule } })
    signal(scope, 'collections', clientId)
    return { schedule }
  },
})

/** The daily look comes by only where there are settings, so a choice brings a row with everything off. */
async function saveChoice(scope: Scope, clientId: string, monthly: boolean | null): Promise<void> {
  const key = [scope.companyId, clientId]
  if (monthly === null) {
    await scope.sql(
      'collections.unchoose',
      'DELETE FROM statement_choices WHERE company_id = $1 AND client_id = $2',
      key,
    )
    return
  }
  await scope.sql(
    'collections.choose',
    `WITH settings AS (INSERT INTO collection_settings (company_id, revision) VALUES ($1, 0) ON CONFLICT DO NOTHING)
     INSERT INTO statement_choices (company_id, client_id, monthly) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, client_id) DO UPDATE SET monthly = excluded.monthly`,
    [...key, monthly],
  )
}

export const listStatementSends = query({
  name: 'collections.listStatementSends',
  needs: 'payments:read',
  input: contract.listStatementSends.input,
  async run(scope, { clientId }) {
    await loadClient(scope, clientId)
    const [choice] = await scope.sql<{ monthly: boolean }>(
      'collections.choice',
      'SELECT monthly FROM statement_choices WHERE company_id = $1 AND client_id = $2',
      [scope.companyId, clientId],
    )
    return {
      items: (await sendsOf(scope, clientId)).map(toSend),
      schedule: choice ? (choice.monthly ? ('always' as const) : ('never' as const)) : ('company' as const),
      companyMonthly: (await findSettings(scope))?.statementsMonthly ?? false,
      liveLinkCount: await liveLinks(scope, clientId),
    }
  },
})
