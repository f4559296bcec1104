import { z } from 'zod'

type Schema = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  default?: unknown
  properties?: { [name: string]: Schema }
  required?: string[]
  items?: Schema
  minimum?: number
  minItems?: number
}

/** Where an id goes: by the name of its field (`clientId`, `entryIds`, `ids`). */
export type IdChooser = (field: string) => string | undefined

/** The smallest input that a schema accepts, with the ids that the chooser gives, optional ones too. */
export function sampleInput(
  schema: z.ZodType,
  idOf: IdChooser,
): { input: { [name: string]: unknown }; idFields: string[] } {
  const idFields: string[] = []
  const choose: IdChooser = (field) => {
    const id = idOf(field)
    if (id !== undefined) idFields.push(field)
    return id
  }
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  return { input: sampleObject(json, choose), idFields }
}

function sampleObject(schema: Schema, idOf: IdChooser): { [name: string]: unknown } {
  const sampled: { [name: string]: unknown } = {}
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const needed = schema.required?.includes(name) ?? false
    if (/(Id|Ids|^ids)$/.test(name)) {
      const id = idOf(name)
      if (id !== undefined) sampled[name] = variantOf(property).type === 'array' ? [id] : id
      else if (needed) sampled[name] = sample(name, property, idOf)
    } else if (needed || holdsIds(property)) sampled[name] = sample(name, property, idOf)
  }
  return sampled
}

function holdsIds(schema: Schema): boolean {
  const variant = variantOf(schema)
  const inside = variant.type === 'array' ? variantOf(variant.items ?? {}) : variant
  return Object.keys(inside.properties ?? {}).some((name) => /(Id|Ids)$/.test(name))
}

/** The first variant that is not null. */
function variantOf(schema: Schema): Schema {
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf
  return variants?.find((variant) => variant.type !== 'null') ?? schema
}

function sample(name: string, given: Schema, idOf: IdChooser): unknown {
  const schema = variantOf(given)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'object') return sampleObject(schema, idOf)
  if (schema.type === 'array') return [sample(name, schema.items ?? {}, idOf)]
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  return sampleText(name, schema)
}

function sampleText(name: string, schema: Schema): string {
  if (schema.format === 'uuid') return '0190a000-0000-7000-8000-00000000ffff'
  if (schema.format === 'date' || /On$|^from$|^to$|asOf|week|day/.test(name)) return '2026-03-02'
  if (schema.format === 'date-time' || /At$/.test(name)) return '2026-03-02T10:00:00Z'
  if (schema.format === 'email' || /email/i.test(name)) return 'someone@example.com'
  if (/quantity|percent|hours/i.test(name)) return '1'
  if (name === 'code') return '7000'
  if (name === 'month') return '2026-03'
  return 'Something'
}
