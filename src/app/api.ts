import { Company, logoBytesMax } from '#modules/companies/contract.ts'
import { sessionCookieName } from '#modules/identity/server/index.ts'
import { publicEvents } from '#modules/integrations/domain/index.ts'
import { MediaFile, mediaBytesMax } from '#modules/media/contract.ts'
import type { Api } from '#platform/http/openapi.ts'
import type { ByHand } from '#platform/http/openapi-by-hand.ts'
import type { Settings } from '#platform/settings.ts'
import { routes } from './modules.ts'

const pictures = ['image/png', 'image/jpeg', 'image/webp']

/** What is mounted by hand because its body or answer is no JSON; `openapi.test.ts` fails when one is missing. */
const byHand: readonly ByHand[] = [
  {
    name: 'companies.setLogo',
    method: 'POST',
    path: '/api/v1/companies/:companyId/logo',
    summary: 'Set the logo: the picture is the body',
    needs: 'company:settings',
    takes: { types: pictures, bytes: logoBytesMax },
    answers: { status: 200, with: Company },
  },
  {
    name: 'media.upload',
    method: 'POST',
    path: '/api/v1/companies/:companyId/media',
    summary: 'Upload a file to attach: the picture or PDF is the body',
    needs: 'media:write',
    query: { fileName: 'What the file is called where it is shown.' },
    takes: { types: [...pictures, 'image/heic', 'application/pdf'], bytes: mediaBytesMax },
    answers: { status: 201, with: MediaFile },
  },
  {
    name: 'companies.events',
    method: 'GET',
    path: '/api/v1/companies/:companyId/events',
    summary: 'Hear what changes, as server-sent events, for as long as the connection stays',
    needs: 'company:read',
    answers: {
      status: 200,
      with: { type: 'text/event-stream', text: 'Each event is {"topic", "id"?}: what changed; ask for it again.' },
    },
  },
]

/** The HTTP API as its document tells of it. */
export const apiOf = (settings: Settings): Api => ({
  ...{ routes, byHand, events: publicEvents },
  cookieName: sessionCookieName(settings),
})
