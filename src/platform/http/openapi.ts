import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type Endpoint, fullPath, pathParameters } from '#kernel/endpoint.ts'
import { refusals } from '#kernel/refusals.ts'
import type { Operation, Route } from '../operation.ts'
import type { Settings } from '../settings.ts'
import { type ByHand, describeByHand } from './openapi-by-hand.ts'
import { jsonSchema, pathSchema, type Schema } from './openapi-schema.ts'

/** What is sent to webhooks, by type. */
export type PublicEvents = { readonly [type: string]: { text: string; payload: z.ZodType } }

/** What a program can call or be told. */
export type Api = {
  routes: readonly Route[]
  byHand: readonly ByHand[]
  events: PublicEvents
  /** The name that the session's cookie has here. */
  cookieName: string
}

/** The OpenAPI 3.1 document, made from the same endpoints that are mounted and that type the web's calls. */
export function openApi(
  { routes, byHand, events, cookieName }: Api,
  { baseUrl, build }: Pick<Settings, 'baseUrl' | 'build'>,
): Schema {
  const paths: { [path: string]: Schema } = {}
  const add = ({ method, path }: { method: string; path: string }, operation: Schema) => {
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation }
  }
  for (const { endpoint, operation } of routes)
    add({ method: endpoint.method, path: fullPath(endpoint) }, describe(endpoint, operation))
  for (const one of byHand) add(one, describeByHand(one))
  return {
    openapi: '3.1.0',
    info: {
      title: 'EZ360PM',
      version: build.version,
      description:
        'Amounts are integers in minor units, in fields named …Cents; dates are YYYY-MM-DD; instants RFC 3339 UTC; ids UUIDv7.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: [{ session: [] }, { apiKey: [] }],
    paths,
    webhooks: Object.fromEntries(Object.entries(events).map(([type, event]) => [type, describeEvent(type, event)])),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieName,
          description: '`ez360.session_token` over plain HTTP, `__Host-ez360.session_token` over HTTPS.',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key from Settings, API keys. It works inside its company, within its scopes (`x-permission`).',
        },
      },
      schemas: { Problem: problemSchema() },
      responses: {
        Problem: {
          description: 'Refused, with the reason',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

const signatureHeaders = [
  ['webhook-id', 'The same for every try of one message.'],
  ['webhook-timestamp', 'Seconds since 1970, of this try.'],
  [
    'webhook-signature',
    'Standard Webhooks: `v1,` and HMAC-SHA256 of id, timestamp and body, in base64; two while a secret changes over.',
  ],
] as const

function describeEvent(type: string, { text, payload }: PublicEvents[string]): Schema {
  const schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', const: type },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      data: jsonSchema(payload, 'output'),
    },
  }
  return {
    post: {
      operationId: `webhook.${type}`,
      summary: text,
      tags: ['webhooks'],
      security: [],
      parameters: signatureHeaders.map(([name, description]) => ({
        ...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
      })),
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { '2XX': { description: 'Taken. Any other answer is tried again.' } },
    },
  }
}

function problemSchema(): Schema {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'requestId'],
    properties: {
      type: { type: 'string', description: `Ends with the code: ${Object.keys(refusals).join(', ')}` },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'A sentence for the person.' },
      requestId: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'message'],
          properties: { path: { type: 'string' }, message: { type: 'string' } },
        },
      },
      current: { description: 'What is there now, with 412.' },
    },
  }
}

type Input = { properties?: { [name: string]: Schema }; required?: string[] }

function describe(endpoint: Endpoint, operation: Operation): Schema {
  const input = jsonSchema(endpoint.input, 'input') as Input
  const inPath = pathParameters(fullPath(endpoint))
  const names = Object.keys(input.properties ?? {}).filter((name) => !inPath.includes(name))
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const answered = jsonSchema(endpoint.answer, 'output') as Input
  const answer: Schema = { 'application/json': { schema: answered } }
  const revised = answered.properties !== undefined && 'revision' in answered.properties
  for (const type of endpoint.files ?? []) answer[type] = { schema: { type: 'string' } }
  return {
    operationId: operation.name,
    summary: endpoint.summary,
    tags: [operation.name.split('.')[0]],
    ...('needs' in operation ? { 'x-permission': operation.needs } : {}),
    ...(endpoint.area === 'public' ? { security: [] } : endpoint.area === 'me' ? { security: [{ session: [] }] } : {}),
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: input.properties?.[name] ?? pathSchema(name),
      })),
      ...(inQuery ? names.map((name) => queryParameter(name, input)) : []),
      ...(operation.kind === 'command' ? commandParameters(endpoint) : []),
      ...(operation.kind === 'command' && revised && !endpoint.creates ? [ifMatch] : []),
    ],
    ...(!inQuery && names.length > 0 ? { requestBody: bodyOf(names, input) } : {}),
    responses: {
      [endpoint.creates ? '201' : '200']: {
        description: 'Done',
        ...(revised ? { headers: { ETag: tag } } : {}),
        content: answer,
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const tag = {
  description: 'The revision of the record and what the answer says. Send it back as `If-Match`.',
  schema: { type: 'string' },
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description:
    'The ETag of the record that you saw. 412, with what is there now, when somebody changed it since; 422 from an act that compares no revision.',
}

const queryParameter = (name: string, input: Input): Schema => ({
  name,
  in: 'query',
  required: input.required?.includes(name) ?? false,
  schema: input.properties?.[name],
})

const commandParameters = (endpoint: Endpoint): Schema[] => [
  {
    name: 'dryRun',
    in: 'query',
    required: false,
    schema: { type: 'string', enum: ['true'] },
    description: 'Answer with what would happen and write nothing.',
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: endpoint.money === true,
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  },
]

function bodyOf(names: readonly string[], input: Input): Schema {
  const required = names.filter((name) => input.required?.includes(name))
  const properties = Object.fromEntries(names.map((name) => [name, input.properties?.[name]]))
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
  }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

/** Serves the document. */
export function mountReference(app: FastifyInstance, api: Api, settings: Settings): void {
  let document: string | undefined
  app.get('/api/v1/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(api, settings))
    return reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=300').send(document)
  })
}
