import { expect, test } from 'vitest'
import { addressAllowance, routeClassOf } from './route-class.ts'

const company = '/api/v1/companies/:companyId'
test.each([
  ['GET', `${company}/invoices`, {}, 'read'],
  ['HEAD', `${company}/invoices`, {}, 'read'],
  ['GET', `${company}/invoices`, { format: 'json' }, 'read'],
  ['GET', `${company}/invoices`, { format: 'csv' }, 'heavy'],
  ['GET', `${company}/invoices`, { format: ['csv', 'json'] }, 'heavy'],
  ['GET', `${company}/invoices/:invoiceId/pdf`, {}, 'heavy'],
  ['GET', `${company}/reports/trial-balance`, {}, 'heavy'],
  ['POST', `${company}/invoices`, {}, 'write'],
  ['DELETE', `${company}/invoices/:invoiceId`, {}, 'write'],
  ['POST', `${company}/media`, {}, 'upload'],
  ['POST', `${company}/logo`, {}, 'upload'],
  ['DELETE', `${company}/logo`, {}, 'write'],
  ['POST', '/api/auth/sign-in/email', {}, 'auth'],
  ['GET', '/api/v1/public/documents/:token', {}, 'public'],
  ['GET', '/api/v1/public/documents/:token/pdf', {}, 'public'],
  ['POST', '/d/:token/accept', {}, 'public'],
  ['POST', '/csp-reports', {}, 'report'],
  ['GET', '/healthz', {}, undefined],
  ['GET', '/assets/index-abc.js', {}, undefined],
  ['GET', '/', {}, 'read'],
] as const)('%s %s %j is %s', (method, path, query, becomes) => {
  expect(routeClassOf({ method, path, query })).toBe(becomes)
})

test('many people work behind one address, but nobody signs in five times as often', () => {
  expect([addressAllowance('read', 100), addressAllowance('auth', 100)]).toEqual([500, 100])
})
