import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './url.ts'

test('values keep their text, and empty ones leave the address', () => {
  expect(parseSearch('?q=0012&sort=-issuedOn')).toEqual({ q: '0012', sort: '-issuedOn' })
  expect(stringifySearch({ q: '0012', state: '', page: undefined })).toBe('?q=0012')
  expect(stringifySearch({})).toBe('')
})
