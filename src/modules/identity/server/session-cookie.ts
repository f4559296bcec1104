import { createHmac, timingSafeEqual } from 'node:crypto'
import { present } from '#kernel/assert.ts'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import type { Settings } from '#platform/settings.ts'

export const sessionSeconds = 30 * 24 * 60 * 60
/** Without “keep me signed in”: until the browser closes, and no longer than this. */
export const shortSessionSeconds = 24 * 60 * 60
/** A session that is used moves its end, but not at every request. */
export const rollSeconds = 60 * 60

/** However much it is used: a session that began before this is over. */
export const oldestStart = (settings: Settings, now: Instant): Instant => addSeconds(now, -settings.sessionSecondsMax)

/** `__Host-` binds the cookie to this host and to HTTPS; plain HTTP, in development, cannot have it. */
export const cookiePrefix = (settings: Settings) => (settings.secureCookies ? '__Host-ez360' : 'ez360')
export const sessionCookieName = (settings: Settings) => `${cookiePrefix(settings)}.session_token`
export const shortCookieName = (settings: Settings) => `${cookiePrefix(settings)}.dont_remember`

export const secretOf = (settings: Settings): string =>
  present(settings.secret, 'the settings have a secret once the process runs')

function signatureOf(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest()
}

/** The token in a cookie's value when our signature is on it (better-auth's form: `token.base64`). */
export function readSignedToken(value: string, secret: string): string | undefined {
  const at = value.lastIndexOf('.')
  if (at <= 0) return undefined
  const token = value.slice(0, at)
  const given = Buffer.from(value.slice(at + 1), 'base64')
  const right = signatureOf(token, secret)
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

export function signToken(token: string, secret: string): string {
  return `${token}.${signatureOf(token, secret).toString('base64')}`
}

/** The `Set-Cookie` line that moves the end of a session in the browser. */
export function sessionCookieLine(settings: Settings, signed: string): string {
  return cookieLine(settings, sessionCookieName(settings), signed, sessionSeconds)
}

/** The `Set-Cookie` lines of a session that begins; without “keep me signed in” the browser forgets it when it closes. */
export function cookieLines(settings: Settings, { token, keep }: { token: string; keep: boolean }): string[] {
  const signed = signToken(token, secretOf(settings))
  const short = shortCookieName(settings)
  return [
    cookieLine(settings, sessionCookieName(settings), signed, keep ? sessionSeconds : undefined),
    keep ? cookieLine(settings, short, '', 0) : cookieLine(settings, short, signToken('true', secretOf(settings))),
  ]
}

/** One of our cookies; without `maxAge` it ends with the browser. */
export function cookieLine(settings: Settings, name: string, value: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  const secure = settings.secureCookies ? '; Secure' : ''
  return `${name}=${encodeURIComponent(value)}${age}; Path=/; HttpOnly${secure}; SameSite=Lax`
}

/** Tells the browser that asked for a passkey from every other, until it answers. */
export const passkeyCookieName = (settings: Settings) => `${cookiePrefix(settings)}.passkey`

export const passkeyCookieLine = (settings: Settings, browser: string, seconds: number): string =>
  cookieLine(settings, passkeyCookieName(settings), browser, seconds)
