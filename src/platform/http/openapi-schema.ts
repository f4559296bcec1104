import { z } from 'zod'

/** Part of an OpenAPI document. */
export type Schema = { [key: string]: unknown }

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema
  return rest
}

/** What stands in a path where no input says more. */
export const pathSchema = (name: string): Schema => ({
  type: 'string',
  ...(name.endsWith('Id') ? { format: 'uuid' } : {}),
})
