import { expect, test } from 'vitest'
import { blankLine, dueByTerms, formLines, lineCents, sumsOf, toLines, usedLines } from './bill-values.ts'

const line = { ...blankLine('a'), description: 'Paper', quantity: '2.5', unitPriceCents: 333, taxCents: 69 }

test('blank lines at the end are left out, those between stay', () => {
  const lines = [line, blankLine('a'), line, blankLine('a')]
  expect(usedLines(lines)).toHaveLength(3)
  expect(toLines([line])).toMatchObject([{ accountId: 'a', quantity: '2.5', unitPriceCents: 333, taxCents: 69 }])
})

test('a line comes to its rounded price and its tax', () => {
  expect(lineCents(line)).toBe(902)
  expect(lineCents(blankLine())).toBeNull()
  expect(sumsOf([line, { ...line, taxCents: null }])).toEqual({ totalCents: 1735, taxCents: 69 })
})

test('saved lines become fields, and none a blank one', () => {
  expect(formLines([])).toHaveLength(1)
  const saved = { id: '1', accountId: 'a', description: null, quantity: '1', unitPriceCents: 5, taxCents: 0 }
  expect(formLines([{ ...saved, clientId: null, projectId: null }])).toMatchObject([
    { description: '', taxCents: null },
  ])
})

test('terms say when it is due', () => {
  expect(dueByTerms('2026-01-31', null, 30)).toBe('2026-03-02')
  expect(dueByTerms('2026-01-31', 0, 30)).toBe('2026-01-31')
})
