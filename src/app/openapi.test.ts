import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { publicEvents } from '#modules/integrations/domain/index.ts'
import { openApi } from '#platform/http/openapi.ts'
import { readSettings } from '#platform/settings.ts'
import { routes } from './modules.ts'

test('the OpenAPI document is valid and has every route', async () => {
  const document = openApi(routes, readSettings({}, '.'), publicEvents)
  const paths = document.paths as { [path: string]: object }
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as { operationId: string }[])
  expect(operations).toHaveLength(routes.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
  const copy = JSON.parse(JSON.stringify(document))
  await expect(SwaggerParser.validate(copy)).resolves.toMatchObject({ openapi: '3.1.0' })
})

test('what moves money asks for an idempotency key', () => {
  const document = openApi(routes, readSettings({}, '.'), publicEvents) as {
    paths: { [path: string]: { post?: { parameters: { name: string; required: boolean }[] } } }
  }
  const send = document.paths['/api/v1/companies/{companyId}/invoices/{invoiceId}/send']?.post
  expect(send?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }))
})

test('every event that a webhook can be told of stands in it, with what travels', () => {
  type Described = {
    post: { requestBody: { content: { 'application/json': { schema: { properties: Properties } } } } }
  }
  type Properties = { type: { const: string }; data: { properties: object; required: string[] } }
  const { webhooks } = openApi(routes, readSettings({}, '.'), publicEvents) as {
    webhooks: { [type: string]: Described }
  }
  expect(Object.keys(webhooks)).toEqual(Object.keys(publicEvents))
  const sent = webhooks['invoice.sent']?.post.requestBody.content['application/json'].schema.properties
  expect([sent?.type.const, sent?.data.required]).toEqual([
    'invoice.sent',
    ['invoiceId', 'number', 'clientId', 'totalCents'],
  ])
})
