import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const mark = 'v1.'
const [ivBytes, tagBytes] = [12, 16]

/** What is sealed, each with a key of its own: what was sealed for one does not open as another. */
const keyNames = { webhooks: 'ez360 seal v1', 'second factors': 'ez360 second factors' } as const

/** `bound` is whose it is: sealed text that is moved to somebody else does not open. */
export type Sealing = { secret: string; purpose: keyof typeof keyNames; bound?: string }

const keyOf = ({ secret, purpose }: Sealing) => Buffer.from(hkdfSync('sha256', secret, '', keyNames[purpose], 32))
const boundTo = ({ bound = '' }: Sealing) => Buffer.from(bound)

/**
 * Encrypts what has to be read again: a copy of the database alone opens nothing. AES-256-GCM with a key made of the
 * installation's secret; `v1.` and base64url.
 */
export function seal(how: Sealing, plain: Buffer): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(how), iv).setAAD(boundTo(how))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return mark + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
}

/** Undefined when it was sealed with another secret, for another purpose, for somebody else, or changed since. */
export function unseal(how: Sealing, sealed: string): Buffer | undefined {
  // The first secrets of second factors were sealed without the mark.
  const bytes = Buffer.from(sealed.startsWith(mark) ? sealed.slice(mark.length) : sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(how), bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(boundTo(how)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch {
    return undefined
  }
}
