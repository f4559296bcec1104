import { expect, test } from 'vitest'
import { blankEntry, type EntryValues, entryInput } from './entry-form.ts'

const zone = 'America/New_York'
const before: EntryValues = blankEntry('2026-03-02', { minutes: 90, start: '09:00', end: '11:00' })
const at = (text: string) => `2026-03-${text}:00.000000Z`

test.each`
  what                               | change                                     | times
  ${'nothing'}                       | ${{}}                                      | ${{}}
  ${'only looking at start and end'} | ${{ by: 'range' }}                         | ${{}}
  ${'minutes'}                       | ${{ minutes: 60 }}                         | ${{ minutes: 60 }}
  ${'the day'}                       | ${{ workedOn: '2026-03-03' }}              | ${{ workedOn: '2026-03-03' }}
  ${'the end'}                       | ${{ by: 'range', end: '12:00' }}           | ${{ endedAt: at('02T17:00') }}
  ${'the end, past midnight'}        | ${{ by: 'range', end: '01:00' }}           | ${{ endedAt: at('03T06:00') }}
  ${'the start'}                     | ${{ by: 'range', start: '10:00' }}         | ${{ startedAt: at('02T15:00') }}
  ${'the day of a range'}            | ${{ by: 'range', workedOn: '2026-03-03' }} | ${{ startedAt: at('03T14:00'), endedAt: at('03T16:00') }}
  ${'the end away'}                  | ${{ by: 'range', end: '' }}                | ${{}}
`('changing $what sends that and no more', ({ change, times }) => {
  const {
    projectId: _project,
    catalogItemId: _item,
    serviceName: _service,
    billable: _billable,
    notes: _notes,
    ...sent
  } = entryInput({ ...before, ...change }, zone, before)
  expect(sent).toEqual(times)
})

test('a new entry sends all, also over the change of clocks', () => {
  const values = blankEntry('2026-03-07', { by: 'range', start: '22:00', end: '06:00' })
  expect(entryInput(values, zone)).toMatchObject({ startedAt: at('08T03:00'), endedAt: at('08T10:00') })
  expect(entryInput(blankEntry('2026-03-07', { minutes: 30 }), zone)).toMatchObject({
    workedOn: '2026-03-07',
    minutes: 30,
  })
})
