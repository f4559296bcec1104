import { Refusal } from '#kernel/refusal.ts'
import { personCommand } from '#platform/operation.ts'
import type { PersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { deviceOf } from '../../domain/device.ts'
import { noteEvent } from './note-event.ts'
import { sessionOf } from './session.ts'

export const endSession = personCommand({
  name: 'identity.endSession',
  input: contract.endSession.input,
  async run(scope, { sessionId }) {
    await sessionOf(scope)
    const [ended] = await scope.sql<{ userAgent: string | null }>(
      'identity.endSession',
      'DELETE FROM sessions WHERE id = $1 AND user_id = $2 RETURNING user_agent AS "userAgent"',
      [sessionId, scope.userId],
    )
    if (!ended) throw new Refusal('not_found')
    await noteEvent(scope, 'session_ended', deviceOf(ended.userAgent))
    return { done: true as const }
  },
})

export const endOtherSessions = personCommand({
  name: 'identity.endOtherSessions',
  input: contract.endOtherSessions.input,
  async run(scope) {
    const ended = await endAllBut(scope, (await sessionOf(scope)).id)
    if (ended > 0) await noteEvent(scope, 'sessions_ended', `${ended} ${ended === 1 ? 'session' : 'sessions'}`)
    return { ended }
  },
})

/** Signs the person out everywhere but in one session, whoever is half way in included; answers how many ended. */
export async function endAllBut(scope: PersonScope, sessionId: string): Promise<number> {
  await scope.sql('identity.endSteps', 'DELETE FROM second_steps WHERE user_id = $1', [scope.userId])
  const ended = await scope.sql(
    'identity.endOthers',
    'DELETE FROM sessions WHERE user_id = $1 AND id <> $2 RETURNING id',
    [scope.userId, sessionId],
  )
  return ended.length
}
