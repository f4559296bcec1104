import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInput } from './runner.ts'

const schema = z.strictObject({
  a: z.string(),
  b: z.int(),
  c: z.enum(['x', 'y']),
  d: z.uuid(),
  e: z.array(z.string()).max(1),
  f: z.boolean(),
  g: z.union([z.object({ x: z.string() }), z.object({ y: z.string() })]),
  own: z.string('Enter your name.'),
})

test('every field that is refused has a sentence, its own or one of ours', () => {
  const given = { b: 1.5, c: 'z', d: '7', e: ['1', '2'], f: 'yes', g: 1, own: 7, more: 1 }
  try {
    parseInput(schema, given)
    expect.unreachable()
  } catch (error) {
    const { errors } = error as { errors: { path: string; message: string }[] }
    expect(Object.fromEntries(errors.map(({ path, message }) => [path, message]))).toEqual({
      a: 'This is needed.',
      b: 'Enter a whole number.',
      c: 'Choose one of x, y.',
      d: 'This is no id.',
      e: 'Give at most 1.',
      f: 'Enter true or false.',
      g: 'This is in none of the forms that are accepted here.',
      own: 'Enter your name.',
      '': 'Unknown: more.',
    })
  }
})
