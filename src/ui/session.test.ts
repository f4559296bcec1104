import { expect, test } from 'vitest'
import { localPath } from './session.ts'

test.each([
  ['/c/1/invoices?state=sent', '/c/1/invoices?state=sent'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['https://evil.example', undefined],
  ['javascript:alert(1)', undefined],
  ['/\t/evil.example', undefined],
  ['/\n/evil.example', undefined],
  ['/a\\b', undefined],
  [' //evil.example', undefined],
  [undefined, undefined],
])('after signing in, %s leads to %s', (next, path) => {
  expect(localPath(next)).toBe(path)
})
