import { isIP } from 'node:net'
import type { Instant } from '#kernel/calendar.ts'
import { emailAddress } from '#kernel/text.ts'
import type { House } from '#platform/runner.ts'
import { enterPerson, openVisitorScope } from '#platform/scope.ts'
import { noteEvent } from './account/note-event.ts'
import { type Lockout, liftLocks, listLocks, locksOfAccount, locksOfNetwork } from './throttle.ts'

/** What has to wait at the moment, longest first. Whose account it is cannot be told: only a hash of the address is kept. */
export function listLockouts(house: Pick<House, 'pool'>, now: Instant): Promise<Lockout[]> {
  return listLocks(house, now)
}

/**
 * For those who run the installation: nothing is counted any more against an account (by its e-mail address) or a network
 * (by one of its addresses). Answers how many counts ended; the log of the process and that of the account say so.
 * Undefined when it is neither.
 */
export async function liftLockout(house: House, whose: string): Promise<number | undefined> {
  const email = emailAddress.safeParse(whose)
  if (!email.success && isIP(whose) === 0) return undefined
  const which = email.success ? locksOfAccount(email.data.toLowerCase()) : locksOfNetwork(whose)
  const lifted = await liftLocks(house, which)
  house.outside.log.warn({ kind: email.success ? 'account' : 'network', lifted }, 'a lockout was lifted by hand')
  if (email.success && lifted > 0) await tellOwner(house, email.data.toLowerCase())
  return lifted
}

function tellOwner(house: House, email: string): Promise<void> {
  const writing = { ...house, origin: { requestId: 'command-line' }, mode: 'write' } as const
  return openVisitorScope(writing, undefined, async (visitor) => {
    const text = 'SELECT id FROM users WHERE email = $1'
    const [owner] = await visitor.sql<{ id: string }>('lockouts.owner', text, [email])
    if (owner) await noteEvent(await enterPerson(visitor, owner.id), 'lockout_lifted')
  })
}
