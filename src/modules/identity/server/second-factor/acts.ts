import { Refusal } from '#kernel/refusal.ts'
import type { Person } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'
import {
  enterPerson,
  type Origin,
  openPersonScope,
  openVisitorScope,
  type PersonScope,
  type VisitorScope,
} from '#platform/scope.ts'
import { mailPasskeyRemoved } from '../account/account-mails.ts'
import { noteEvent } from '../account/note-event.ts'
import type { Recipient } from '../mails.ts'
import { confirmFactor, type OpenedSession, openSession, type Place } from '../open-session.ts'
import { loadPerson } from '../person.ts'
import { countCode, forgiveCode } from '../throttle.ts'
import { mailFactorNews } from './mails.ts'
import { replaceRecoveryCodes, spendRecoveryCode } from './recovery-codes.ts'
import { endSecondStep, loadSecondStep } from './second-step.ts'
import { beginFactor, confirmFirstCode, factorSince, hasAnyFactor, removeFactor, spendAppCode } from './store.ts'

/** Where a code comes from: the browser's session to be renewed, or the place that a new one is opened for. */
type Asking = { origin: Origin; place: Place; keep: boolean }

const asVisitor = <A>(house: House, origin: Origin, work: (scope: VisitorScope) => Promise<A>) =>
  openVisitorScope({ ...house, origin, mode: 'write' }, undefined, work)

/** A transaction of the person whose factor it is. */
const inside = <A>(house: House, origin: Origin, userId: string, work: (scope: PersonScope) => Promise<A>) =>
  openPersonScope({ ...house, origin, mode: 'write' }, userId, work)

async function loadRecipient(scope: PersonScope): Promise<Recipient> {
  const [found] = await scope.sql<Recipient>('identity.recipient', 'SELECT name, email FROM users WHERE id = $1', [
    scope.userId,
  ])
  if (!found) throw new Refusal('not_signed_in')
  return found
}

/** A code of the app or a recovery code, used up; refuses with `code_wrong`. The owner hears of a recovery code. */
async function spend(scope: PersonScope, code: string): Promise<void> {
  const plain = code.replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(plain)) {
    if (!(await spendAppCode(scope, scope.userId, plain))) throw new Refusal('code_wrong')
    return
  }
  const left = await spendRecoveryCode(scope, scope.userId, plain)
  if (left === undefined) throw new Refusal('code_wrong')
  await noteEvent(scope, 'recovery_code_used')
  await mailFactorNews(scope, await loadRecipient(scope), 'codeUsed', left)
}

/** The second half of signing in: the code opens the session. `token` is that of the half that went before. */
export async function signInWithCode(
  house: House,
  { origin, place }: Omit<Asking, 'keep'>,
  token: string | undefined,
  code: string,
): Promise<OpenedSession> {
  const owing = await asVisitor(house, origin, (scope) => loadSecondStep(scope, token))
  await countCode(house, origin, owing.email)
  const session = await inside(house, origin, owing.userId, async (scope) => {
    await spend(scope, code)
    await endSecondStep(scope, token, owing.userId)
    await noteEvent(scope, 'signed_in')
    return openSession(scope, { userId: owing.userId, factorAt: scope.now, keep: owing.keep }, place)
  })
  await forgiveCode(house, origin, owing.email)
  return session
}

/** A code in a session: it is renewed and counts as confirmed. */
export async function stepUp(
  house: House,
  { origin, keep }: Asking,
  person: Person,
  code: string,
): Promise<OpenedSession> {
  const { email } = await inside(house, origin, person.userId, loadRecipient)
  await countCode(house, origin, email)
  const session = await inside(house, origin, person.userId, async (scope) => {
    await spend(scope, code)
    await noteEvent(scope, 'identity_confirmed')
    return confirmFactor(scope, { ...person, keep })
  })
  await forgiveCode(house, origin, email)
  return session
}

/** A new secret for an app; nothing is on until its first code comes. */
export function begin(house: House, origin: Origin, person: Person): Promise<{ secret: Buffer; email: string }> {
  return inside(house, origin, person.userId, async (scope) => {
    const { email } = await loadRecipient(scope)
    return { secret: await beginFactor(scope, person.userId), email }
  })
}

/**
 * The first code: the factor is on. This session is renewed, every other ends, for none of them has shown the factor.
 * Answers the recovery codes, which are shown this once.
 */
export async function enable(
  house: House,
  { origin, keep }: Asking,
  person: Person,
  code: string,
): Promise<{ session: OpenedSession; recoveryCodes: string[] }> {
  const to = await inside(house, origin, person.userId, loadRecipient)
  await countCode(house, origin, to.email)
  const done = await inside(house, origin, person.userId, async (scope) => {
    await confirmFirstCode(scope, person.userId, code.replaceAll(/\s/g, ''))
    const others = 'DELETE FROM sessions WHERE user_id = $1 AND id <> $2'
    await scope.sql('factor.endOthers', others, [person.userId, person.sessionId])
    const session = await confirmFactor(scope, { ...person, keep })
    const recoveryCodes = await replaceRecoveryCodes(scope, person.userId)
    await noteEvent(scope, 'factor_added')
    await mailFactorNews(scope, to, 'on')
    return { session, recoveryCodes }
  })
  await forgiveCode(house, origin, to.email)
  return done
}

export function renewRecoveryCodes(house: House, origin: Origin, { userId }: Person): Promise<string[]> {
  return inside(house, origin, userId, async (scope) => {
    const to = await loadRecipient(scope)
    if ((await factorSince(scope, userId)) === null) throw new Refusal('factor_off')
    await noteEvent(scope, 'recovery_codes_made')
    await mailFactorNews(scope, to, 'newCodes')
    return replaceRecoveryCodes(scope, userId)
  })
}

export function disable(house: House, origin: Origin, { userId }: Pick<Person, 'userId'>): Promise<void> {
  return inside(house, origin, userId, switchOff)
}

async function switchOff(scope: PersonScope): Promise<void> {
  await removeFactor(scope, scope.userId)
  await noteEvent(scope, 'factor_removed')
  await mailFactorNews(scope, await loadRecipient(scope), 'off')
}

/**
 * For those who run the installation: phone, recovery codes and passkeys are gone. The owner of the account is told.
 * Answers whether there is such an account with a factor.
 */
export function resetFactor(house: House, email: string): Promise<boolean> {
  return asVisitor(house, { requestId: 'command-line' }, async (visitor) => {
    const text = 'SELECT id FROM users WHERE email = $1'
    const [found] = await visitor.sql<{ id: string }>('factor.ofAddress', text, [email.trim().toLowerCase()])
    if (!found) return false
    const scope = await enterPerson(visitor, found.id)
    if (!(await hasAnyFactor(scope))) return false
    await removePasskeys(scope)
    if ((await factorSince(scope, scope.userId)) !== null) await switchOff(scope)
    return true
  })
}

async function removePasskeys(scope: PersonScope): Promise<void> {
  const gone = await scope.sql<{ name: string }>(
    'passkeys.removeAll',
    'DELETE FROM passkeys WHERE user_id = $1 RETURNING name',
    [scope.userId],
  )
  for (const { name } of gone) {
    await noteEvent(scope, 'passkey_removed', name)
    await mailPasskeyRemoved(scope, await loadPerson(scope), name)
  }
}
