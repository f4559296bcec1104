import type { z } from 'zod'
import { pathParameters } from '#kernel/endpoint.ts'
import type { Permission } from '#kernel/permissions.ts'
import { jsonSchema, pathSchema, type Schema } from './openapi-schema.ts'

/** An operation of a company whose body or answer is no JSON: no contract, but for programs as well. */
export type ByHand = {
  name: string
  method: 'GET' | 'POST'
  path: `/${string}`
  summary: string
  needs: Permission
  /** Parameters of the query string, with what they are for. */
  query?: { readonly [name: string]: string }
  /** The types that its body may have, and how many bytes. */
  takes?: { types: readonly string[]; bytes: number }
  /** What comes back: a record, or something of another type. */
  answers: { status: 200 | 201; with: z.ZodType | { type: string; text: string } }
}

export function describeByHand({ name, path, summary, needs, query = {}, takes, answers }: ByHand): Schema {
  const { status, with: answer } = answers
  const content = 'type' in answer && 'text' in answer ? textOf(answer) : recordOf(answer as z.ZodType)
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    'x-permission': needs,
    parameters: [
      ...pathParameters(path).map((parameter) => ({
        ...{ name: parameter, in: 'path', required: true, schema: pathSchema(parameter) },
      })),
      ...Object.entries(query).map(([parameter, description]) => ({
        ...{ name: parameter, in: 'query', required: false, schema: { type: 'string' }, description },
      })),
    ],
    ...(takes ? { requestBody: bodyOf(takes) } : {}),
    responses: {
      [status]: { description: 'Done', content },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const recordOf = (answer: z.ZodType): Schema => ({ 'application/json': { schema: jsonSchema(answer, 'output') } })
const textOf = ({ type, text }: { type: string; text: string }): Schema => ({
  [type]: { schema: { type: 'string', description: text } },
})

/** Bytes as they are: OpenAPI 3.1 leaves the schema of such a body empty. */
const bodyOf = ({ types, bytes }: { types: readonly string[]; bytes: number }): Schema => ({
  required: true,
  description: `At most ${bytes} bytes.`,
  content: Object.fromEntries(types.map((type) => [type, {}])),
})
