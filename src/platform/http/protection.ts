import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { Settings } from '../settings.ts'
import { cspReportPath } from './csp-reports.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The nonce of this response's style policy; the page that carries it asks for it. */
    styleNonce: string
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Load balancers ask on the inside, unencrypted. */
const forMonitors = new Set(['/healthz', '/readyz'])

/** Headers on every answer, and state-changing requests only from our own pages. */
export function protect(app: FastifyInstance, settings: Settings): void {
  app.decorateRequest('styleNonce', '')
  app.addHook('onRequest', async (request, reply) => {
    setHeaders(request, reply, settings)
    if (settings.sslRedirect && request.protocol === 'http' && !forMonitors.has(request.routeOptions.url ?? '')) {
      if (!isPage(request)) throw new Refusal('encryption_needed')
      return reply.redirect(encrypted(request, settings), 308)
    }
    if (!safe.has(request.method)) refuseOtherSites(request, settings)
  })
}

/** People are led to HTTPS; a program that sends its key or data in the clear should fail and be mended, not go on. */
function isPage({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^[/\\]*(api|webhooks)([/?]|$)/i.test(url)
}

/** Our own address, whatever host the request named: a redirect never leads to another site. */
function encrypted(request: FastifyRequest, { baseUrl }: Settings): string {
  const url = new URL(baseUrl)
  url.protocol = 'https:'
  // The path as it came, which always begins with one slash here: two would name a host.
  return url.origin + request.url.replace(/^[/\\]*/, '/')
}

/**
 * Cross-site request forgery is stopped by where a request comes from: browsers say it in `Sec-Fetch-Site` and
 * `Origin`, and pages cannot forge either. A caller that sends neither is not a browser, and has no cookie.
 */
function refuseOtherSites(request: FastifyRequest, settings: Settings): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('cross_origin')
  const { origin, cookie } = request.headers
  if (origin === undefined) {
    if (site === undefined && cookie) throw new Refusal('cross_origin')
    return
  }
  const ours = new URL(settings.baseUrl).origin
  const asked = `${request.protocol}://${request.host}`
  if (origin !== ours && origin !== asked) throw new Refusal('cross_origin')
}

/** The policy matches what pages load: our own scripts, styles by nonce, no other host. */
export function contentPolicy(styleNonce: string, reportTo?: string): string {
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
    `report-uri ${cspReportPath}`,
    ...(reportTo ? [`report-to ${reportTo}`] : []),
  ].join('; ')
}

/** The headers that stand on every answer, whatever it is. Those of a page or a file are set over them. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply, settings: Settings): void {
  request.styleNonce = randomBytes(16).toString('base64url')
  if (settings.csp !== 'off') {
    const name = settings.csp === 'enforce' ? 'content-security-policy' : 'content-security-policy-report-only'
    // The Reporting API takes only encrypted addresses, and a browser that knows it ignores `report-uri` then.
    const encrypted = settings.baseUrl.startsWith('https://')
    reply.header(name, contentPolicy(request.styleNonce, encrypted ? 'csp' : undefined))
    if (encrypted) reply.header('reporting-endpoints', `csp="${settings.baseUrl}${cspReportPath}"`)
  }
  if (settings.hstsSeconds > 0)
    reply.header('strict-transport-security', `max-age=${settings.hstsSeconds}; includeSubDomains`)
  reply.headers(always)
}

/** Assets set their own, longer, life over `no-store`. */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=(), camera=(self)',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
}
