import type { Permission } from '#kernel/permissions.ts'

/**
 * How a route outside the companies' contracts is walked. `everybody`: the same for all; `link`: what its token opens;
 * `person`: one's own account; `company`: a member with this permission, by something else than JSON; `proof`: takes a
 * password, a code or the token of a mail, and has suites of its own (`testing/auth`, `modules/identity`).
 */
export type Walked =
  | { kind: 'everybody' | 'person' | 'proof' }
  | { kind: 'link'; opens: 'document' | 'statement' | 'invite'; acts?: true }
  | { kind: 'company'; needs: Permission; sends?: 'picture' }

const everybody: Walked = { kind: 'everybody' }
const person: Walked = { kind: 'person' }
const proof: Walked = { kind: 'proof' }
const document: Walked = { kind: 'link', opens: 'document' }
const answer: Walked = { kind: 'link', opens: 'document', acts: true }
const statement: Walked = { kind: 'link', opens: 'statement' }

/** Every route that is no contract of a company. One that is missing here fails `walls-raw`. */
export const otherRoutes: { [route: string]: Walked } = {
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /version': everybody,
  'GET /health/details': everybody,
  'GET /help': everybody,
  'GET /help/:page': everybody,
  'GET /seen.js': everybody,
  'GET /api/v1/openapi.json': everybody,
  'GET /api/v1/reference': everybody,
  'GET /api/v1/public/demo': everybody,
  'POST /csp-reports': everybody,
  // Only in development without a mail server: `walls-raw` looks that production has none of it.
  'GET /outbox': everybody,
  'GET /outbox/:emailId': everybody,
  'GET /outbox/:emailId/html': everybody,
  'GET /outbox/:emailId/files/:index': everybody,
  'POST /api/auth/sign-up/email': proof,
  'POST /api/auth/sign-in/email': proof,
  'POST /api/auth/sign-out': proof,
  'POST /api/auth/send-verification-email': proof,
  'POST /api/auth/request-password-reset': proof,
  'POST /api/auth/reset-password': proof,
  'POST /api/auth/verify-email': proof,
  'GET /api/auth/second-factor/sign-in': proof,
  'POST /api/auth/second-factor/sign-in': proof,
  'POST /api/auth/passkey/options': proof,
  'POST /api/auth/passkey/sign-in': proof,
  'GET /api/v1/public/email-change': proof,
  'POST /api/v1/public/email-change/confirm': proof,
  'POST /api/v1/public/email-change/stop': proof,
  'GET /api/auth/second-factor': person,
  'POST /api/auth/second-factor/confirm': person,
  'POST /api/auth/second-factor/begin': person,
  'POST /api/auth/second-factor/enable': person,
  'POST /api/auth/second-factor/recovery-codes': person,
  'POST /api/auth/second-factor/disable': person,
  'GET /api/v1/me': person,
  'GET /api/v1/account': person,
  'PATCH /api/v1/account': person,
  'POST /api/v1/account/password': person,
  'GET /api/v1/account/passkeys': person,
  'POST /api/v1/account/passkeys': person,
  'POST /api/v1/account/passkeys/options': person,
  'PATCH /api/v1/account/passkeys/:passkeyId': person,
  'POST /api/v1/account/passkeys/:passkeyId/remove': person,
  'GET /api/v1/account/sessions': person,
  'POST /api/v1/account/sessions/end-others': person,
  'POST /api/v1/account/sessions/:sessionId/end': person,
  'GET /api/v1/account/events': person,
  'POST /api/v1/account/email-change': person,
  'POST /api/v1/account/email-change/stop': person,
  'POST /api/v1/account/confirm': person,
  'POST /api/v1/account/confirm/options': person,
  'POST /api/v1/companies': person,
  'POST /api/v1/invites/accept': person,
  'GET /api/v1/public/documents/:token': document,
  'GET /api/v1/public/documents/:token/pdf': document,
  'GET /api/v1/public/documents/:token/logo': document,
  'POST /api/v1/public/documents/:token/accept': answer,
  'POST /api/v1/public/documents/:token/decline': answer,
  'GET /d/:token': document,
  'POST /d/:token/seen': document,
  'POST /d/:token/accept': answer,
  'POST /d/:token/decline': answer,
  'GET /api/v1/public/statements/:token': statement,
  'GET /api/v1/public/statements/:token/pdf': statement,
  'GET /s/:token': statement,
  'POST /s/:token/seen': statement,
  'GET /api/v1/public/invites/:token': { kind: 'link', opens: 'invite' },
  'POST /api/v1/public/invites/:token/join': { kind: 'link', opens: 'invite', acts: true },
  'POST /api/v1/companies/:companyId/logo': { kind: 'company', needs: 'company:settings', sends: 'picture' },
  'POST /api/v1/companies/:companyId/media': { kind: 'company', needs: 'media:write', sends: 'picture' },
  'GET /api/v1/companies/:companyId/events': { kind: 'company', needs: 'company:read' },
}
