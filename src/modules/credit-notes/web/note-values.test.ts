import { expect, test } from 'vitest'
import { blankLine, formLines, noteLines, sumsOf, withAll } from './note-values.ts'

const rest = (id: string | null, subtotalCents: number, taxCents = 0) => ({
  ...{ invoiceLineId: id, name: id ?? 'Credited before', description: null, subtotalCents, taxCents },
})

test('lines of the invoice begin empty, a draft fills them in, its own lines follow', () => {
  const lines = formLines([rest('design', 900, 70), rest('hosting', 100)], [rest('hosting', 40), rest(null, 5)])
  expect(lines.map((line) => [line.name, line.left?.subtotalCents, line.subtotalCents])).toEqual([
    ['design', 900, null],
    ['hosting', 100, 40],
    ['Credited before', undefined, 5],
  ])
  expect(sumsOf(lines)).toEqual({ subtotalCents: 45, taxCents: 0, totalCents: 45 })
  expect(sumsOf(withAll(lines))).toEqual({ subtotalCents: 1_005, taxCents: 70, totalCents: 1_075 })
})

test('only lines with an amount or a name of their own are sent', () => {
  const lines = [...formLines([rest('design', 900, 70)]), blankLine, { ...blankLine, name: 'Goodwill' }]
  expect(noteLines(lines)).toEqual([
    { invoiceLineId: null, name: 'Goodwill', description: null, subtotalCents: 0, taxCents: 0 },
  ])
  expect(noteLines(withAll(lines)).map((line) => line.subtotalCents)).toEqual([900, 0])
})
