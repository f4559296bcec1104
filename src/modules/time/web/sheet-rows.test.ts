import { expect, test } from 'vitest'
import type { Timesheet } from '../contract.ts'
import { type Cell, isTypable, rowsOf, stateOfCell } from './sheet-rows.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const design = {
  projectId: id,
  projectName: 'Website',
  clientName: 'Birch',
  catalogItemId: null,
  serviceName: 'Design',
}
const cellOf = (...states: string[]): Cell => ({
  workedOn: '2026-03-02',
  minutes: 60 * states.length,
  entries: states.map((state, at) => ({
    id: `${id.slice(0, -1)}${at}`,
    minutes: 60,
    state: state as never,
    revision: 1,
  })),
})
const sheet = { rows: [{ ...design, minutes: 60, cells: [cellOf('draft')] }] } as unknown as Timesheet

test('a row that was added goes into the one that the server has, whatever its letters', () => {
  const rows = rowsOf(sheet, [
    { ...design, serviceName: 'DESIGN' },
    { ...design, serviceName: 'Advice' },
    { ...design, serviceName: 'Advice' },
  ])
  expect(rows.map((row) => [row.serviceName, row.minutes, row.cells.size])).toEqual([
    ['Design', 60, 1],
    ['Advice', 0, 0],
  ])
})

test.each`
  what               | cell                        | mine     | typable
  ${'nothing'}       | ${undefined}                | ${true}  | ${true}
  ${'a draft'}       | ${cellOf('draft')}          | ${true}  | ${true}
  ${'two drafts'}    | ${cellOf('draft', 'draft')} | ${true}  | ${false}
  ${'submitted'}     | ${cellOf('submitted')}      | ${true}  | ${false}
  ${'another’s'}     | ${cellOf('draft')}          | ${false} | ${false}
  ${'another’s gap'} | ${undefined}                | ${false} | ${false}
`('a cell with $what can be typed into: $typable', ({ cell, mine, typable }) => {
  expect(isTypable({ mine }, cell)).toBe(typable)
})

test('a cell shows its least advanced state', () => {
  expect(stateOfCell(cellOf('billed', 'submitted', 'approved'))).toBe('submitted')
})
