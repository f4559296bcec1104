import type { FastifyInstance } from 'fastify'
import { mountLogo } from '#modules/companies/server/mount-logo.ts'
import { mountIdentity } from '#modules/identity/server/index.ts'
import { mountMedia } from '#modules/media/server/mount-media.ts'
import { mountApiReference, mountHelp, mountPublicSite } from '#modules/public-site/server/index.ts'
import { mountCspReports } from '#platform/http/csp-reports.ts'
import { mountEvents } from '#platform/http/events.ts'
import { mountHealth } from '#platform/http/health.ts'
import { mountLimits } from '#platform/http/limits/limits.ts'
import { mountRoutes } from '#platform/http/mount.ts'
import { mountReference, openApi } from '#platform/http/openapi.ts'
import { mountPages } from '#platform/http/pages.ts'
import { createHttp } from '#platform/http/server.ts'
import type { OpenHouse } from '#platform/open-house.ts'
import { openDoor } from './doorkeeper.ts'
import { routes } from './modules.ts'

/** The whole HTTP side: what the platform offers, and every module's routes. */
export async function createApp(house: OpenHouse): Promise<FastifyInstance> {
  const { settings, log } = house.outside
  const app = await createHttp(settings, log)
  const doorkeeper = openDoor(house, mountLimits(app, house))
  mountHealth(app, house)
  mountCspReports(app, house)
  await mountIdentity(app, house)
  mountRoutes(app, routes, house, doorkeeper)
  mountLogo(app, house, doorkeeper)
  mountMedia(app, house, doorkeeper)
  mountEvents(app, house, doorkeeper)
  mountReference(app, routes, settings)
  mountApiReference(app, () => openApi(routes, settings))
  mountPublicSite(app, house)
  mountHelp(app)
  await mountPages(app, settings)
  return app
}
