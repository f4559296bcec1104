import { loadActor, loadActorOf } from '#modules/companies/server/index.ts'
import { identify, sessionOf } from '#modules/identity/server/index.ts'
import type { Limits } from '#platform/http/limits/limits.ts'
import type { Doorkeeper } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'

const rememberedMax = 10_000

/** Who asks, from the modules that know it, each request counted for its account. */
export function openDoor(house: House, limits: Limits): Doorkeeper {
  // Whose a session is never changes, so it may be remembered for counting; whether it still is one is asked each time.
  const accounts = new Map<string, string>()
  const remember = (tokenHash: string, account: string) => {
    if (accounts.size >= rememberedMax) accounts.clear()
    accounts.set(tokenHash, account)
  }
  return {
    async identify(request) {
      const person = await identify(house, request)
      await limits.countAccount(request, person.userId)
      return person
    },
    actor: loadActor,
    // Counted before the transaction: counting may need a connection, and waiting for a second one while holding one is
    // how pools run dry. The first request of a session in this process is counted when it is known whose it is.
    async member(request) {
      const session = sessionOf(house, request)
      const account = accounts.get(session.tokenHash)
      if (account !== undefined) await limits.countAccount(request, account)
      return loadActorOf({
        tokenHash: session.tokenHash,
        async identify(ask, now) {
          const person = await session.identify(ask, now)
          if (account === undefined) {
            remember(session.tokenHash, person.userId)
            limits.countAccount(request, person.userId).catch(() => {})
          }
          return person
        },
      })
    },
  }
}
