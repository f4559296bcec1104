import { assert } from './assert.ts'

/**
 * JSON with sorted keys and no blanks: the same value always gives the same text, whatever the order in which its keys
 * were written. Used to compare and hash bodies under one idempotency key. Keys with `undefined` are left out, as
 * JSON.stringify does; what JSON cannot hold (bigint, NaN, functions) is our mistake.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') return canonicalObject(value)
  assert(typeof value !== 'number' || Number.isFinite(value), 'JSON holds only finite numbers')
  assert(['string', 'number', 'boolean'].includes(typeof value) || value === null, `JSON cannot hold a ${typeof value}`)
  return JSON.stringify(value)
}

function canonicalObject(value: object): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON())
  const entries = Object.entries(value).filter(([, held]) => held !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`
}
