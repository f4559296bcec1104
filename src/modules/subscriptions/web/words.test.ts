import { expect, test } from 'vitest'
import { standingNames } from '../domain/index.ts'
import { dollars, standingText } from './words.ts'

test.each(standingNames)('%s is told with its date, or without any', (name) => {
  const { state, sentence } = standingText(name, 'May 1, 2026')
  expect(state).toMatch(/^[A-Z]/)
  expect(sentence).toMatch(/\.$/)
  const dated = ['trial', 'comp', 'active', 'ending', 'past_due'].includes(name)
  expect(sentence.includes('May 1, 2026')).toBe(dated)
})

test.each([
  [1900, '$19'],
  [999, '$9.99'],
  [9905, '$99.05'],
])('%i is %s', (cents, text) => expect(dollars(cents)).toBe(text))
