import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The nonce of this response's style policy; the page that carries it asks for it. */
    styleNonce: string
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Headers on every answer, and state-changing requests only from our own pages. */
export function protect(app: FastifyInstance, settings: Settings): void {
  app.decorateRequest('styleNonce', '')
  app.addHook('onRequest', async (request, reply) => {
    request.styleNonce = randomBytes(16).toString('base64url')
    if (settings.sslRedirect && request.protocol === 'http' && !request.url.startsWith('/healthz')) {
      return reply.redirect(`https://${request.host}${request.url}`, 308)
    }
    if (!safe.has(request.method)) refuseOtherSites(request, settings)
    setHeaders(request, reply, settings)
  })
}

/**
 * Cross-site request forgery is stopped by where a request comes from: browsers say it in `Sec-Fetch-Site` and
 * `Origin`, and pages cannot forge either. A caller that sends neither is not a browser.
 */
function refuseOtherSites(request: FastifyRequest, settings: Settings): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('cross_origin')
  const origin = request.headers.origin
  if (origin === undefined) return
  const ours = new URL(settings.baseUrl).origin
  const asked = `${request.protocol}://${request.host}`
  if (origin !== ours && origin !== asked) throw new Refusal('cross_origin')
}

/** The policy matches what pages load: our own scripts, styles by nonce, no other host. */
export function contentPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

function setHeaders(request: FastifyRequest, reply: FastifyReply, settings: Settings): void {
  if (settings.csp !== 'off') {
    const name = settings.csp === 'enforce' ? 'content-security-policy' : 'content-security-policy-report-only'
    reply.header(name, contentPolicy(request.styleNonce))
  }
  if (settings.hstsSeconds > 0)
    reply.header('strict-transport-security', `max-age=${settings.hstsSeconds}; includeSubDomains`)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('x-frame-options', 'DENY')
  reply.header('referrer-policy', 'strict-origin-when-cross-origin')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('cross-origin-resource-policy', 'same-origin')
  reply.header('permissions-policy', 'geolocation=(), microphone=(), payment=(), usb=(), camera=(self)')
  // Assets set their own, longer, life.
  reply.header('cache-control', 'no-store')
}
