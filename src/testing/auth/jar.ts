import type { LightMyRequestResponse } from 'fastify'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { ourPage } from '../client.ts'
import type { TestHouse } from '../house.ts'

/** A browser as far as cookies go: what answers set is sent along with the next request. */
export type Jar = {
  ip: string
  cookies: Map<string, string>
  post(path: string, body?: object): Promise<LightMyRequestResponse>
  get(url: string): Promise<LightMyRequestResponse>
}

let made = 0
/** Another network for each browser, so that no test slows another one. */
export const nextIp = () => `10.77.${(made >> 8) & 255}.${made++ & 255}`

export function jar(house: TestHouse, ip = nextIp()): Jar {
  const cookies = new Map<string, string>()
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const headers = () => ({
    ...ourPage,
    cookie: [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
  })
  return {
    ip,
    cookies,
    async post(path, body = {}) {
      const url = `/api/auth${path}`
      const app = await house.app()
      return keep(await app.inject({ method: 'POST', url, payload: body, headers: headers(), remoteAddress: ip }))
    },
    async get(url) {
      const app = await house.app()
      return keep(await app.inject({ method: 'GET', url, headers: headers(), remoteAddress: ip }))
    },
  }
}

/** The session's cookie, to look whether it changes and what an old one still opens. */
export const sessionOf = (browser: Jar): string => browser.cookies.get('ez360.session_token') ?? ''

/** The same browser as it was a moment ago: for tokens that should be dead by now. */
export function copyOf(house: TestHouse, browser: Jar, ip = browser.ip): Jar {
  const copy = jar(house, ip)
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}

export const password = 'a calm blue lantern'
let people = 0

/** Somebody new, signed in. */
export async function newPerson(house: TestHouse): Promise<{ email: string; browser: Jar }> {
  const email = `person${people++}@maple.test`
  const browser = jar(house)
  const made = await browser.post('/sign-up/email', { name: 'Rosa Lind', email, password })
  if (made.statusCode !== 200) throw new Error(made.body)
  return { email, browser }
}

/** An authenticator app, made of the secret that a person types into it. `stepsAway` is for codes of other half minutes. */
export type App = { code(stepsAway?: number): Promise<string> }

/** Made here anew from RFC 6238, so that our own computation is not its own witness. */
export function appOf(secret: string): App {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  return {
    async code(stepsAway = 0) {
      const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-1' }, false, [
        'sign',
      ])
      const seconds = new Date(addSeconds(systemClock(), stepsAway * 30)).getTime() / 1000
      const message = new DataView(new ArrayBuffer(8))
      message.setUint32(4, Math.floor(seconds / 30))
      const mac = new DataView(await crypto.subtle.sign('HMAC', key, message))
      const at = mac.getUint8(19) & 15
      return String((mac.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
    },
  }
}

/** Somebody new with a second factor, signed in with it. The code of the half minute before is used up. */
export async function newPersonWithFactor(house: TestHouse) {
  const { email, browser } = await newPerson(house)
  const begun = await browser.post('/second-factor/begin', { password })
  const app = appOf(begun.json().secret)
  const enabled = await browser.post('/second-factor/enable', { code: await app.code(-1) })
  if (enabled.statusCode !== 200) throw new Error(enabled.body)
  const recoveryCodes = enabled.json().recoveryCodes as string[]
  return { email, browser, app, recoveryCodes }
}

/** The password is right; the code is owed. */
export async function halfSignedIn(house: TestHouse, email: string, ip?: string): Promise<Jar> {
  const browser = jar(house, ip)
  const answer = await browser.post('/sign-in/email', { email, password })
  if (answer.json().twoFactorRedirect !== true) throw new Error(answer.body)
  return browser
}

export const isSignedIn = async (browser: Jar) => (await browser.get('/api/v1/me')).statusCode === 200
