import type { FastifyInstance } from 'fastify'
import { loadActor } from '#modules/companies/server/index.ts'
import { mountLogo } from '#modules/companies/server/mount-logo.ts'
import { identify, mountIdentity } from '#modules/identity/server/index.ts'
import { hasKey, identifyKey, keyActor } from '#modules/integrations/server/index.ts'
import { mountMedia } from '#modules/media/server/mount-media.ts'
import { mountApiReference, mountHelp, mountPublicSite } from '#modules/public-site/server/index.ts'
import { mountCspReports } from '#platform/http/csp-reports.ts'
import { mountEvents } from '#platform/http/events.ts'
import { mountHealth } from '#platform/http/health.ts'
import { mountLimits } from '#platform/http/limits/limits.ts'
import { type Doorkeeper, mountRoutes } from '#platform/http/mount.ts'
import { mountReference, openApi } from '#platform/http/openapi.ts'
import { mountPages } from '#platform/http/pages.ts'
import { createHttp } from '#platform/http/server.ts'
import type { OpenHouse } from '#platform/open-house.ts'
import { apiOf } from './api.ts'
import { routes } from './modules.ts'

/** The whole HTTP side: what the platform offers, and every module's routes. */
export async function createApp(house: OpenHouse): Promise<FastifyInstance> {
  const { settings, log } = house.outside
  const app = await createHttp(settings, log)
  const limits = mountLimits(app, house)
  const doorkeeper: Doorkeeper = {
    async identify(request, as) {
      if (hasKey(request)) {
        const apiKey = await identifyKey(house, request)
        if (!as) await limits.countKey(apiKey.id)
        return { userId: apiKey.userId, sessionId: '', factorAt: null, apiKey }
      }
      const person = await identify(house, request, { prolongs: !as })
      if (!as) await limits.countAccount(request, person.userId)
      return person
    },
    actor: (person) => (person.apiKey ? keyActor(person.apiKey, loadActor(person)) : loadActor(person)),
  }
  mountHealth(app, house)
  mountCspReports(app, house)
  await mountIdentity(app, house)
  mountRoutes(app, routes, house, doorkeeper)
  mountLogo(app, house, doorkeeper)
  mountMedia(app, house, doorkeeper)
  mountEvents(app, house, doorkeeper)
  const api = apiOf(settings)
  mountReference(app, api, settings)
  mountApiReference(app, () => openApi(api, settings))
  mountPublicSite(app, house)
  mountHelp(app)
  await mountPages(app, settings)
  return app
}
