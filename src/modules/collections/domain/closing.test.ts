import { expect, test } from 'vitest'
import { closingOf } from './closing.ts'

const cases = `
  owed  credit  ends with
  9200  0       Balance due 9200
  9200  700     Due on invoices 9200, Your credit -700, Balance due 8500
  700   700     Due on invoices 700, Your credit -700, Balance due 0
  500   700     Due on invoices 500, Your credit -700, Credit left 200
  0     700     Your credit 700
  0     0       Balance due 0`

test.each(
  cases
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s{2,}/) as [string, string, string]),
)('owing %s with a credit of %s: %s', (owed, credit, ends) => {
  const { parts, net } = closingOf({ owedCents: Number(owed), creditCents: Number(credit) })
  expect([...parts, net].map(({ label, cents }) => `${label} ${cents}`).join(', ')).toBe(ends)
})
