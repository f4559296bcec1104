import { expect, test } from 'vitest'
import { type BillableTime, linesFromTime, type TimeGrouping } from './time-lines.ts'

const entry = (id: string, more: Partial<BillableTime> = {}): BillableTime => ({
  id,
  workedOn: '2026-11-02',
  minutes: 50,
  rateCents: 12_000,
  memberId: 'cy',
  memberName: 'Cy',
  projectName: 'Website',
  catalogItemId: null,
  serviceName: 'Design',
  taxable: false,
  incomeAccountId: null,
  notes: null,
  ...more,
})

test.each<[TimeGrouping, string, string | null]>([
  ['entry', 'Design', 'Nov 2, 2026\nHome page'],
  ['service', 'Design', 'Nov 2, 2026'],
  ['day', 'Nov 2, 2026', 'Design'],
  ['member', 'Cy', 'Nov 2, 2026'],
])('%s: its name and what stands below', (groupBy, name, description) => {
  expect(linesFromTime([entry('1', { notes: 'Home page' })], groupBy)).toMatchObject([
    { name, description, quantity: '0.8333', unitPriceCents: 12_000, entryIds: ['1'] },
  ])
})

test('minutes are added before they become hours', () => {
  const [line] = linesFromTime(
    [entry('1', { minutes: 20 }), entry('2', { minutes: 20, workedOn: '2026-11-05' }), entry('3', { minutes: 20 })],
    'service',
  )
  expect(line).toMatchObject({ quantity: '1', description: 'Nov 2, 2026 – Nov 5, 2026', entryIds: ['1', '3', '2'] })
})

test('never into one line: other rates, other income, taxable beside not taxable', () => {
  const entries = [
    entry('1'),
    entry('2', { rateCents: 1 }),
    entry('3', { incomeAccountId: 'a' }),
    entry('4', { taxable: true }),
  ]
  for (const groupBy of ['service', 'day', 'member'] as const) expect(linesFromTime(entries, groupBy)).toHaveLength(4)
})

test('a line keeps its catalog item only when all of it is that', () => {
  const mixed = [entry('1', { catalogItemId: 'a' }), entry('2', { catalogItemId: 'b' })]
  expect(linesFromTime(mixed, 'day')).toMatchObject([{ catalogItemId: null }])
  expect(linesFromTime(mixed.slice(0, 1), 'day')).toMatchObject([{ catalogItemId: 'a' }])
})

test('time without a service is named after its project', () => {
  expect(linesFromTime([entry('1', { serviceName: null })], 'service')).toMatchObject([{ name: 'Website' }])
  expect(linesFromTime([entry('1', { serviceName: null, projectName: null })], 'entry')).toMatchObject([
    { name: 'Time' },
  ])
})
