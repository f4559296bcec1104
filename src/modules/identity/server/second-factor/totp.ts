import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, secondsBetween } from '#kernel/calendar.ts'

/** Codes by the clock (RFC 6238) as every authenticator app makes them: SHA-1, six digits, a new one every half minute. */
const stepSeconds = 30
const digits = 6
/** Clocks may be one step apart, and typing takes a while. */
const stepsApart = 1

/** The half minute that the instant lies in, counted from 1970. */
export function stepAt(now: Instant): number {
  return Math.floor(secondsBetween('1970-01-01T00:00:00.000000Z', now) / stepSeconds)
}

/** The code of one half minute (RFC 4226, 5.3). */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The half minute whose code this is, of those that count now; compared in constant time, all of them. */
export function stepOf(secret: Buffer, code: string, now: Instant): number | undefined {
  const given = Buffer.from(code)
  const middle = stepAt(now)
  let found: number | undefined
  for (let step = middle - stepsApart; step <= middle + stepsApart; step += 1) {
    const right = Buffer.from(codeAt(secret, step))
    if (given.length === right.length && timingSafeEqual(given, right)) found = step
  }
  return found
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 without padding (RFC 4648, 6): what apps take when the picture cannot be scanned. */
export function base32(bytes: Buffer): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

/** What the picture says to the app. */
export function otpAddress(issuer: string, account: string, secret: Buffer): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`
}
