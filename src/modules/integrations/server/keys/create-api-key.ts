import { randomBytes } from 'node:crypto'
import { addDays, type Instant, type PlainDate, startOfDayIn, todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { isAllowed } from '#kernel/permissions.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { hashToken } from '#platform/http/mount.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { insertKey } from '../key-store.ts'
import { newSecret, prefixOf } from './secret.ts'

/** Nobody gives a key more than they have. The secret leaves in the answer; the database knows its hash. */
export const createApiKey = command({
  name: 'integrations.createApiKey',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  secretAnswer: true,
  input: contract.createApiKey.input,
  async run(scope, { id = newId(), name, scopes, expiresOn }) {
    const { actor } = scope
    if (actor.kind !== 'member') throw new Refusal('not_allowed')
    const beyond = scopes.filter((wanted) => !isAllowed(actor, wanted))
    if (beyond.length > 0) throw refuseField('scopes', `You do not have this yourself: ${beyond.join(', ')}.`)
    const secret = newSecret(randomBytes(32))
    const key = await insertKey(scope, {
      id,
      userId: actor.userId,
      name,
      prefix: prefixOf(secret),
      tokenHash: hashToken(secret),
      scopes: [...new Set(scopes)].sort(),
      expiresAt: expiresOn === null ? null : await endOf(scope, expiresOn),
    })
    audit(scope, { subjectType: 'apiKey', subjectId: id, after: key })
    return { key, secret }
  },
})

async function endOf(scope: Scope, day: PlainDate): Promise<Instant> {
  const { timeZone } = await loadCompany(scope)
  if (day < todayIn(timeZone, scope.now)) throw refuseField('expiresOn', 'Choose today or a later day.')
  return startOfDayIn(timeZone, addDays(day, 1))
}
