import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emailAddress, longText, optionalLongText, optionalText, shortText } from './text.ts'

const sentence = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

describe('one line', () => {
  const name = shortText(10, 'Enter a name.')
  test('trimmed and composed', () => {
    expect(name.parse('  Ada ')).toBe('Ada')
    expect(name.parse('Ade\u0301')).toBe('Adé')
    expect(name.parse('😀'.repeat(10))).toHaveLength(20)
  })
  test.each([
    ['', 'Enter a name.'],
    ['   ', 'Enter a name.'],
    [undefined, 'Enter a name.'],
    [5, 'Enter a name.'],
    ['12345678901', 'Use at most 10 characters.'],
    ['a\u0000b', 'Remove line breaks and characters that cannot be printed.'],
    ['a\nb', 'Remove line breaks and characters that cannot be printed.'],
    ['a\u007fb', 'Remove line breaks and characters that cannot be printed.'],
    ['a\ud800b', 'Remove line breaks and characters that cannot be printed.'],
  ])('%j', (value, message) => expect(sentence(name, value)).toBe(message))
})

describe('several lines', () => {
  test('line ends become one kind', () => {
    expect(longText(100).parse(' a\r\nb\rc\n\td ')).toBe('a\nb\nc\n\td')
    expect(longText(100).parse('')).toBe('')
  })
  test('no NUL', () => expect(sentence(longText(9), 'a\u0000')).toBe('Remove the characters that cannot be printed.'))
  test('not too long', () => expect(sentence(longText(3), 'abcd')).toBe('Use at most 3 characters.'))
})

test('text that may be missing', () => {
  expect(optionalText(5).parse('  ')).toBeNull()
  expect(optionalText(5).parse(null)).toBeNull()
  expect(optionalText(5).parse(' a ')).toBe('a')
  expect(optionalLongText(5).parse('')).toBeNull()
  expect(optionalText(5).default(null).parse(undefined)).toBeNull()
  expect(z.object({ note: optionalText(5).optional() }).parse({})).toEqual({})
})

describe('e-mail', () => {
  test('trimmed, the domain in lower case', () =>
    expect(emailAddress.parse(' Ada@Example.COM ')).toBe('Ada@example.com'))
  test.each(['', 'ada', 'ada@', 'a b@example.com', 'ada@example', 'a@b@example.com', 'ada@example.com\u0000'])(
    '%j',
    (wrong) => {
      expect(sentence(emailAddress, wrong)).toBe('Enter an e-mail address, such as ada@example.com.')
    },
  )
  test('too long', () => expect(emailAddress.safeParse(`${'a'.repeat(250)}@example.com`).success).toBe(false))
})

test('the documentation of the API can be written from them', () => {
  const schema = z.toJSONSchema(z.object({ a: shortText(9), b: longText(9), c: optionalText(9), d: emailAddress }))
  expect(schema.properties).toMatchObject({ a: { type: 'string', minLength: 1, maxLength: 9 }, d: { format: 'email' } })
})
