import { assert } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const shape = new RegExp(`^companies/(${uuid})/[a-z][a-z0-9_-]{0,39}/${uuid}$`)

/** Where a file lies, the same on a disk and in a bucket: `companies/<companyId>/<purpose>/<id>`. */
export function mediaKey(parts: { companyId: string; purpose: string; id: string }): string {
  const key = `companies/${parts.companyId}/${parts.purpose}/${parts.id}`
  assert(shape.test(key), 'a media key is made of two ids and a purpose')
  return key
}

/**
 * Whether the key is one of this company's. A key can come from a caller (the confirmation of a direct upload), so ask
 * this before using one.
 */
export function isMediaKeyOf(companyId: string, key: string): boolean {
  return shape.exec(key)?.[1] === companyId
}

/** Exactly the shape above, so no `..`, no absolute path, no NUL; anything else is like a file that is not there. */
export function checkedMediaKey(key: string): string {
  if (!shape.test(key)) throw new Refusal('not_found')
  return key
}
