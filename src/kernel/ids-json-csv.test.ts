import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neutraliseCell } from './csv.ts'
import { Id, isId, newId } from './ids.ts'
import { canonicalJson } from './json.ts'
import { accept, read, unreadable } from './reading.ts'

test('ids sort in the order of their making', () => {
  const ids = Array.from({ length: 5000 }, newId)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(5000)
  expect(ids.every((id) => isId(id) && id[14] === '7')).toBe(true)
})

test('ids on the wire', () => {
  expect(Id.parse('0190F3A0-1234-7ABC-8DEF-0123456789AB')).toBe('0190f3a0-1234-7abc-8def-0123456789ab')
  expect(Id.safeParse('1').error?.issues[0]?.message).toBe('That is not an id.')
  expect(isId('0190F3A0-1234-7ABC-8DEF-0123456789AB')).toBe(false)
})

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined, A: true })).toBe(
    '{"A":true,"b":[1,{"c":"é","d":null}]}',
  )
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('finite')
  expect(() => canonicalJson({ a: 1n })).toThrow('bigint')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-12.50', '-12.50'],
  ['-5', '-5'],
  ['-5+cmd|x', "'-5+cmd|x"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['plain', 'plain'],
  ['', ''],
  ["'=1", "'=1"],
])('the cell %j becomes %j', (value, becomes) => expect(neutraliseCell(value)).toBe(becomes))

test('a reading is accepted, or refuses its field', () => {
  expect(accept('amount', read(5))).toBe(5)
  const refused = { code: 'invalid_input', errors: [{ path: 'amount', message: 'Enter an amount.' }] }
  expect(() => accept('amount', unreadable('Enter an amount.'))).toThrow(expect.objectContaining(refused))
})
