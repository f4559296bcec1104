import type { LightMyRequestResponse } from 'fastify'
import type { Endpoint, InputOf } from '#kernel/endpoint.ts'
import { castPassword } from './cast.ts'
import { ourPage, requestOf } from './client.ts'
import type { TestHouse } from './house.ts'

type Method = 'GET' | 'POST' | 'PATCH'

/** A browser without a screen: it keeps the cookies that it is given, and has an address of its own. */
export type CookieClient = {
  ask(method: Method, url: string, payload?: object): Promise<LightMyRequestResponse>
  call<E extends Endpoint>(endpoint: E, input?: InputOf<E>): Promise<LightMyRequestResponse>
  signIn(email: string, password?: string): Promise<LightMyRequestResponse>
  cookies: Map<string, string>
}

let clients = 0

export function cookieClient(
  house: TestHouse,
  userAgent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/145.0',
): CookieClient {
  clients += 1
  const remoteAddress = `10.9.${clients >> 8}.${clients & 255}`
  const cookies = new Map<string, string>()
  async function ask(method: Method, url: string, payload?: object) {
    const app = await house.app()
    const cookie = [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const headers = { 'user-agent': userAgent, ...(cookie ? { cookie, ...ourPage } : {}) }
    const answer = await app.inject({ method, url, headers, remoteAddress, ...(payload ? { payload } : {}) })
    for (const { name, value } of answer.cookies) value === '' ? cookies.delete(name) : cookies.set(name, value)
    return answer
  }
  return {
    ask,
    cookies,
    call(endpoint, input) {
      const { method, url, payload } = requestOf(endpoint, (input ?? {}) as { [name: string]: unknown }, '')
      return ask(method as Method, url, payload)
    },
    signIn: (email, password = castPassword) => ask('POST', '/api/auth/sign-in/email', { email, password }),
  }
}

/** Somebody new with an account, signed in. */
export async function newcomer(house: TestHouse, email: string, userAgent?: string): Promise<CookieClient> {
  const client = cookieClient(house, userAgent)
  await client.ask('POST', '/api/auth/sign-up/email', { name: 'Rosa Lind', email, password: castPassword })
  return client
}

/** What was mailed to an address, in order. */
export function mailsTo(house: TestHouse, email: string): Promise<{ kind: string; text: string }[]> {
  return house.sql(
    'platform',
    'SELECT kind, text_body AS text FROM outbound_emails WHERE to_email = $1 ORDER BY created_at, id',
    [email],
  )
}
