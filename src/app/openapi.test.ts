import SwaggerParser from '@apidevtools/swagger-parser'
import { expect, test } from 'vitest'
import { openApi } from '#platform/http/openapi.ts'
import { readSettings } from '#platform/settings.ts'
import { routes } from './modules.ts'

test('the OpenAPI document is valid and has every route', async () => {
  const document = openApi(routes, readSettings({}, '.'))
  const paths = document.paths as { [path: string]: object }
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as { operationId: string }[])
  expect(operations).toHaveLength(routes.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
  const copy = JSON.parse(JSON.stringify(document))
  await expect(SwaggerParser.validate(copy)).resolves.toMatchObject({ openapi: '3.1.0' })
})

test('what moves money asks for an idempotency key', () => {
  const document = openApi(routes, readSettings({}, '.')) as {
    paths: { [path: string]: { post?: { parameters: { name: string; required: boolean }[] } } }
  }
  const send = document.paths['/api/v1/companies/{companyId}/invoices/{invoiceId}/send']?.post
  expect(send?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }))
})
