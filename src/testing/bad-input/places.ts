import { z } from 'zod'
import { type Hostile, type HostileKind, hostile } from './values.ts'

type Schema = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: { [name: string]: Schema }
  items?: Schema
}

/** One place in an input, and what kind of hostile values belong there. */
export type Place = { path: readonly (string | number)[]; kind: HostileKind; list: boolean }

/** Every place in an input, the fields of objects in lists too. */
export function placesIn(schema: z.ZodType): Place[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  return below(json, [], '')
}

function below(given: Schema, path: (string | number)[], name: string): Place[] {
  const variants = given.anyOf ?? given.oneOf ?? given.allOf
  if (variants) {
    const found = variants.filter(({ type }) => type !== 'null').flatMap((one) => below(one, path, name))
    const seen = new Set<string>()
    return found.filter((place) => {
      const key = JSON.stringify([place.path, place.kind])
      return seen.has(key) ? false : seen.add(key)
    })
  }
  if (given.properties) {
    const inside = Object.entries(given.properties).flatMap(([key, one]) => below(one, [...path, key], key))
    return path.length === 0 ? inside : [{ path, kind: 'strange', list: false }, ...inside]
  }
  if (given.type === 'array')
    return [{ path, kind: 'strange', list: true }, ...(given.items ? below(given.items, [...path, 0], name) : [])]
  return [{ path, kind: kindOf(given, name), list: false }]
}

function kindOf({ type, format, enum: choices, const: only }: Schema, name: string): HostileKind {
  if (choices || only !== undefined) return 'choices'
  if (type === 'integer' || type === 'number') return 'numbers'
  if (type === 'boolean') return 'strange'
  if (format === 'uuid' || /Ids?$/.test(name)) return 'ids'
  if (/On$|^(from|to|asOf|on)$|week|day|month/i.test(name)) return 'dates'
  if (/At$|knownAs/.test(name)) return 'instants'
  if (/quantity|percent|hours|markup|rate/i.test(name)) return 'decimals'
  return 'texts'
}

/** Values for a place: some of its own kind and some of a strange one, others at each turn, so that all come up. */
export function* valuesFor(place: Place, turn: number): Generator<Hostile> {
  const own = hostile[place.kind]
  for (let step = 0; step < 2; step += 1) yield own[(turn * 2 + step) % own.length] ?? null
  const { strange } = hostile
  yield strange[turn % strange.length] ?? null
  if (place.list) yield Array.from({ length: 2000 }, () => 'x')
}

/** The input with one value in one place; what is missing on the way there is made. */
export function withValue(input: object, path: Place['path'], value: unknown): { [name: string]: unknown } {
  const copy = structuredClone(input) as { [name: string]: unknown }
  let at = copy as { [name: string | number]: unknown }
  for (const [index, step] of path.slice(0, -1).entries()) {
    const next = path[index + 1]
    const there = at[step]
    if (there === null || typeof there !== 'object') at[step] = typeof next === 'number' ? [] : {}
    at = at[step] as { [name: string | number]: unknown }
  }
  at[path.at(-1) ?? ''] = value
  return copy
}
