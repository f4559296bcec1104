import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { publicEvents } from '#modules/integrations/domain/index.ts'
import { openApi } from '#platform/http/openapi.ts'
import { readSettings } from '#platform/settings.ts'
import { otherRoutes } from '#testing/other-routes.ts'
import { apiOf } from './api.ts'
import { routes } from './modules.ts'

const settings = readSettings({}, '.')
const document = () => openApi(apiOf(settings), settings)

test('the OpenAPI document is valid and has every route', async () => {
  const made = document()
  const paths = made.paths as { [path: string]: object }
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as { operationId: string }[])
  const ofCompanies = Object.keys(otherRoutes).filter((route) => otherRoutes[route]?.kind === 'company')
  for (const route of ofCompanies) {
    const [method = '', path = ''] = route.split(' ')
    expect(paths[path.replace(/:(\w+)/g, '{$1}')], route).toHaveProperty(method.toLowerCase())
  }
  expect(operations).toHaveLength(routes.length + ofCompanies.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  const copy = JSON.parse(JSON.stringify(made))
  await expect(SwaggerParser.validate(copy)).resolves.toMatchObject({ openapi: '3.1.0' })
})

test('what moves money asks for an idempotency key', () => {
  const made = document() as {
    paths: { [path: string]: { post?: { parameters: { name: string; required: boolean }[] } } }
  }
  const send = made.paths['/api/v1/companies/{companyId}/invoices/{invoiceId}/send']?.post
  expect(send?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }))
})

test('every event that a webhook can be told of stands in it, with what travels', () => {
  type Described = {
    post: { requestBody: { content: { 'application/json': { schema: { properties: Properties } } } } }
  }
  type Properties = { type: { const: string }; data: { properties: object; required: string[] } }
  const { webhooks } = document() as {
    webhooks: { [type: string]: Described }
  }
  expect(Object.keys(webhooks)).toEqual(Object.keys(publicEvents))
  const sent = webhooks['invoice.sent']?.post.requestBody.content['application/json'].schema.properties
  expect([sent?.type.const, sent?.data.required]).toEqual([
    'invoice.sent',
    ['invoiceId', 'number', 'clientId', 'totalCents'],
  ])
})

test('a record that can be changed says its revision, and the change takes it', () => {
  type Operation = { parameters: { name: string }[]; responses: { [status: string]: { headers?: object } } }
  const { paths } = document() as { paths: { [path: string]: { [method: string]: Operation } } }
  const client = paths['/api/v1/companies/{companyId}/clients/{clientId}']
  expect(client?.get?.responses['200']?.headers).toHaveProperty('ETag')
  expect(client?.patch?.parameters.map(({ name }) => name)).toContain('If-Match')
})

test('the cookie has the name that it has in this mode', () => {
  const named = (production: boolean) => {
    const made = openApi(apiOf({ ...settings, secureCookies: production }), settings) as {
      components: { securitySchemes: { session: { name: string } } }
    }
    return made.components.securitySchemes.session.name
  }
  expect([named(false), named(true)]).toEqual(['ez360.session_token', '__Host-ez360.session_token'])
})
