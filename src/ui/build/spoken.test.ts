import { expect, test } from 'vitest'
import { spokenIn } from './spoken.ts'

test('keeps what the source names as a string, in any quotes', () => {
  const table = { invoice_too_large: 1, time_locked: 2, not_found: 3, void: 4 }
  const source = `throw new Refusal('invoice_too_large'); refuse("void"); const time_locked = \`not_found\``
  expect(spokenIn(table, source)).toEqual({ invoice_too_large: 1, not_found: 3, void: 4 })
})
