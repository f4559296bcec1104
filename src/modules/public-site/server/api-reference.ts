import type { FastifyInstance } from 'fastify'
import { type Html, html } from './html.ts'
import { readingPage } from './reading-page.ts'

type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  description?: string
  properties?: { [name: string]: Schema }
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}
type Parameter = { name: string; in: string; required: boolean; schema?: Schema; description?: string }
type Content = { [type: string]: { schema?: Schema } }
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  parameters: Parameter[]
  requestBody?: { content: Content }
  responses: { [status: string]: { content?: Content } }
  'x-permission'?: string
}
/** What this page reads of an OpenAPI document. */
export type Described = { paths?: { [path: string]: { [method: string]: Operation } } }

/** `/api/v1/reference`: every operation with its fields, made from the same document that clients are generated from. */
export function mountApiReference(app: FastifyInstance, document: () => Described): void {
  app.get('/api/v1/reference', async (request, reply) => {
    const body = reference(document())
    return reply
      .type('text/html; charset=utf-8')
      .send(readingPage({ title: 'API reference', nonce: request.styleNonce, body }))
  })
}

function reference({ paths = {} }: Described): Html {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const areas = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? 'other'))]
  return html`<main>
<h1>API reference</h1>
<p>JSON over HTTP below <code>/api/v1</code>. Amounts are integers in the minor unit, in fields named <code>…Cents</code>; dates are <code>YYYY-MM-DD</code>; instants RFC 3339 in UTC; ids UUIDv7, and you may choose the id of what you create.</p>
<p>Send an <code>Idempotency-Key</code> with whatever creates or moves money: the same key with the same body gives the first answer again. <code>?dryRun=true</code> answers with what would happen and writes nothing. Lists give <code>items</code> and <code>nextCursor</code>. A refusal is a problem document (RFC 9457) with a sentence for people.</p>
<p>The same as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>, to generate a client from.</p>
<p>${areas.map((area, at) => html`${at > 0 ? ' · ' : ''}<a href="#${area}">${worded(area)}</a>`)}</p>
${areas.map(
  (area) => html`<h2 id="${area}">${worded(area)}</h2>
${operations.filter(({ operation }) => operation.tags[0] === area).map(described)}`,
)}
</main>`
}

function described({ method, path, operation }: { method: string; path: string; operation: Operation }): Html {
  const body = operation.requestBody?.content['application/json']?.schema
  const answer = Object.values(operation.responses)[0]?.content ?? {}
  const files = Object.keys(answer).filter((type) => type !== 'application/json')
  const permission = operation['x-permission']
  return html`<details id="${operation.operationId}">
<summary><code>${method} ${path}</code><span>${operation.summary}</span></summary>
${permission && html`<p class="quiet">Needs <code>${permission}</code>.</p>`}
${operation.parameters.length > 0 && html`<h3>Parameters</h3>${table(operation.parameters.map(ofParameter))}`}
${body?.properties && html`<h3>Body</h3>${table(fieldsOf(body))}`}
${files.length > 0 && html`<p>Also as ${files.map((type) => html`<code>${type}</code> `)}</p>`}
<h3>Answer</h3>${table(fieldsOf(answer['application/json']?.schema ?? {}))}
</details>`
}

type Field = { name: string; type: string; note: string }

const ofParameter = ({ name, in: place, required, schema, description }: Parameter): Field => ({
  name,
  type: typeText(schema ?? {}),
  note: [place, required ? 'required' : '', description ?? ''].filter(Boolean).join(', '),
})

function fieldsOf(schema: Schema): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeText(field),
    note: [schema.required?.includes(name) ? 'required' : '', field.description ?? ''].filter(Boolean).join(', '),
  }))
}

function table(fields: readonly Field[]): Html {
  if (fields.length === 0) return html`<p class="quiet">Nothing.</p>`
  return html`<div class="wide"><table><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col"></th></tr></thead><tbody>
${fields.map(({ name, type, note }) => html`<tr><td><code>${name}</code></td><td>${type}</td><td class="quiet">${note}</td></tr>`)}
</tbody></table></div>`
}

/** A schema in a few words; what lies deeper is in the OpenAPI document. */
function typeText(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeText))].join(' | ')
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {})}`
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ')
}

function worded(area: string): string {
  const words = area.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
