import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { assert } from '#kernel/assert.ts'

const mark = 'v1'
const [ivBytes, tagBytes] = [12, 16]

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'ez360 seal v1', 32))

/** Encrypts what has to be read again (AES-256-GCM under the installation's secret): `v1.` and base64url. */
export function seal(secret: string, plain: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv)
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return `${mark}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
}

/** Throws when it was sealed under another secret, or changed. */
export function unseal(secret: string, sealed: string): string {
  const [version, body = ''] = sealed.split('.')
  assert(version === mark, 'a sealed text has a version that is known')
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, ivBytes))
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
}
