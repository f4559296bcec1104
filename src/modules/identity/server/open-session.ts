import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import {
  cookieLines,
  readSignedToken,
  secretOf,
  sessionCookieName,
  sessionSeconds,
  shortCookieName,
  shortSessionSeconds,
} from './session-cookie.ts'

/** Where the person is signed in: for the list of sessions. */
export type Place = { ipAddress: string; userAgent: string | null }

/** A session that has just begun or was renewed; the browser gets to know it by `carrySession`. */
export type OpenedSession = { token: string; keep: boolean }

export const newToken = () => randomBytes(24).toString('base64url')
export const placeOf = (request: FastifyRequest): Place => ({
  ipAddress: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
})

/**
 * A new session of a person who has proved everything: password and code, or a passkey that looked at the person
 * (`factorAt` says when the factor was confirmed). `keep` is “keep me signed in”.
 */
export async function openSession(
  scope: PersonScope | VisitorScope,
  { userId, factorAt, keep }: { userId: string; factorAt: Instant | null; keep: boolean },
  { ipAddress, userAgent }: Place,
): Promise<OpenedSession> {
  const token = newToken()
  await scope.sql(
    'identity.openSession',
    `INSERT INTO sessions (id, user_id, token, expires_at, factor_confirmed_at, ip_address, user_agent, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [newId(), userId, hashToken(token), endOf(scope.now, keep), factorAt, ipAddress, userAgent, scope.now],
  )
  return { token, keep }
}

/**
 * A second factor was confirmed in this session: it gets another id and another token, and the old ones are dead. Refuses
 * with `not_signed_in` when they already are.
 */
export async function confirmFactor(
  scope: PersonScope | VisitorScope,
  { userId, sessionId, keep }: { userId: string; sessionId: string; keep: boolean },
): Promise<OpenedSession> {
  const token = newToken()
  const renewed = await scope.sql(
    'identity.confirmFactor',
    `UPDATE sessions SET id = $3, token = $4, factor_confirmed_at = $5, updated_at = $5, expires_at = $6
     WHERE id = $1 AND user_id = $2 RETURNING id`,
    [sessionId, userId, newId(), hashToken(token), scope.now, endOf(scope.now, keep)],
  )
  if (renewed.length === 0) throw new Refusal('not_signed_in')
  return { token, keep }
}

/** Another token for a session, the old one is dead; how long it lasts and what it has confirmed stay. */
export async function renewSession(
  scope: PersonScope,
  { sessionId, keep }: { sessionId: string; keep: boolean },
): Promise<OpenedSession> {
  const token = newToken()
  const renewed = await scope.sql(
    'identity.renewSession',
    'UPDATE sessions SET token = $3, updated_at = $4 WHERE id = $1 AND user_id = $2 RETURNING id',
    [sessionId, scope.userId, hashToken(token), scope.now],
  )
  if (renewed.length === 0) throw new Refusal('not_signed_in')
  return { token, keep }
}

const endOf = (now: Instant, keep: boolean) => addSeconds(now, keep ? sessionSeconds : shortSessionSeconds)

/** Whether the browser was told to forget the session when it closes. */
export const isKept = (house: House, request: FastifyRequest): boolean =>
  request.cookies[shortCookieName(house.outside.settings)] === undefined

/** Gives the browser the session; call it once the transaction that opened it has committed. */
export function carrySession(house: House, reply: FastifyReply, session: OpenedSession): void {
  reply.header('set-cookie', cookieLines(house.outside.settings, session))
}

/** The token of the session that a request carries, when we signed it; it may have ended. */
export function tokenOf(house: House, request: FastifyRequest): string | undefined {
  const { settings } = house.outside
  const signed = request.cookies[sessionCookieName(settings)]
  return signed === undefined ? undefined : readSignedToken(signed, secretOf(settings))
}

/** Whoever signs in anew in a browser leaves no session behind in it. */
export async function endSessionBefore(house: House, request: FastifyRequest): Promise<void> {
  const token = tokenOf(house, request)
  if (token !== undefined) await house.pool.query('DELETE FROM sessions WHERE token = $1', [hashToken(token)])
}
