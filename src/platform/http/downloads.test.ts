import { expect, test } from 'vitest'
import { Downloads } from './downloads.ts'

test('one person streams three files at once, all together eight; what ended makes room', () => {
  const downloads = new Downloads()
  const mine = [1, 2, 3].map(() => downloads.begin('ada'))
  expect(() => downloads.begin('ada')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  for (let n = 0; n < 5; n += 1) downloads.begin(`other ${n}`)
  expect(() => downloads.begin('bo')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  mine[0]?.()
  const last = downloads.begin('bo')
  expect(() => downloads.begin('cy')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  last()
  mine[1]?.()
  downloads.begin('ada')
})
