import { expect, test } from 'vitest'
import { z } from 'zod'
import { inputFrom, objections } from './blanks.ts'

const schema = z.object({
  name: z.string().min(1, 'Enter a name.'),
  email: z.email('Enter an e-mail address.').optional(),
  note: z.string().optional(),
  limitCents: z.int().nullable(),
  parentId: z.string().nullish(),
})

test('empty fields become what the contract means by nothing', () => {
  const typed = { name: ' Ada ', email: '', note: '', limitCents: null, parentId: '' }
  expect(inputFrom(schema, typed)).toEqual({ name: 'Ada', note: '', limitCents: null, parentId: null })
})

test('what is not a field of the contract stays for the schema to refuse', () => {
  expect(inputFrom(schema, { colour: 'green' })).toEqual({ colour: 'green' })
})

test('a password is what was typed, blanks around it too', () => {
  const typed = { newPassword: ' two  words ' }
  expect(inputFrom(z.object({ newPassword: z.string() }), typed)).toEqual(typed)
})

test('objections are sentences by path', () => {
  expect(objections(schema, { name: '', email: 'x', limitCents: null })).toEqual({
    name: 'Enter a name.',
    email: 'Enter an e-mail address.',
  })
  expect(objections(z.object({ lines: z.array(z.object({ hours: z.string() })) }), { lines: [{}] })).toEqual({
    'lines.0.hours': 'Fill this in.',
  })
})
