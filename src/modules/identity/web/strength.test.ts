import { expect, test } from 'vitest'
import { strengthOf } from './strength.ts'

test.each([
  ['', 0],
  ['short', 1],
  ['aaaaaaaaaaaa', 1],
  ['password123', 1],
  ['qwertyuiop1', 1],
  ['adamaple12', 1],
  ['lantern42kite', 2],
  ['lantern kite orbit', 4],
  ['Lantern-42-kite', 4],
])('%s has level %i', (password, level) => {
  expect(strengthOf(password, ['Ada Maple', 'ada@maple.example']).level).toBe(level)
})
