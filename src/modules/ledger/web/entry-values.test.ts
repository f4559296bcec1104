import { expect, test } from 'vitest'
import { balancingLine, blankLine, sidesOf, toLines, usedLines } from './entry-values.ts'

const line = (debitCents: number | null, creditCents: number | null, accountId = 'a') => ({
  ...blankLine(),
  accountId,
  debitCents,
  creditCents,
})

test('blank lines at the end are left out, those between and the first two stay', () => {
  expect(usedLines([line(5, null), blankLine(), line(null, 5), blankLine(), blankLine()])).toHaveLength(3)
  expect(usedLines([blankLine(), blankLine(), blankLine()])).toHaveLength(2)
})

test('a line travels with zero for an empty side and null for no memo', () => {
  const concerns = { clientId: 'c', projectId: 'p' }
  expect(toLines([line(5, null), { ...line(null, 5), memo: 'x', ...concerns }])).toEqual([
    { accountId: 'a', debitCents: 5, creditCents: 0, memo: null, clientId: null, projectId: null },
    { accountId: 'a', debitCents: 0, creditCents: 5, memo: 'x', ...concerns },
  ])
})

test('a new line offers what is missing', () => {
  expect(sidesOf([line(700, null), line(null, 200)])).toEqual({
    debitCents: 700,
    creditCents: 200,
    differenceCents: 500,
  })
  expect(balancingLine([line(700, null), line(null, 200)])).toMatchObject({ debitCents: null, creditCents: 500 })
  expect(balancingLine([line(null, 200)])).toMatchObject({ debitCents: 200, creditCents: null })
  expect(toLines([balancingLine([])])).toEqual(toLines([blankLine()]))
})
