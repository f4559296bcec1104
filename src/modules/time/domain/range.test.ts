import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/calendar.ts'
import { type Counting, type Worked, worked, workedAfter } from './range.ts'

const newYork: Counting = { timeZone: 'America/New_York', rounding: { minutes: 0, mode: 'nearest' } }
const quarters: Counting = { timeZone: 'America/New_York', rounding: { minutes: 15, mode: 'up' } }
const today = '2026-03-10'
const range = (from: string, to: string) => ({ startedAt: instantOf(from), endedAt: instantOf(to) })

describe('the nights in which clocks change', () => {
  test.each`
    night             | from                      | to                        | workedOn        | minutes
    ${'spring'}       | ${'2026-03-08T01:00-05'}  | ${'2026-03-08T04:00-04'}  | ${'2026-03-08'} | ${120}
    ${'autumn'}       | ${'2026-11-01T00:30-04'}  | ${'2026-11-01T03:30-05'}  | ${'2026-11-01'} | ${240}
    ${'over it'}      | ${'2026-03-07T22:00-05'}  | ${'2026-03-08T06:00-04'}  | ${'2026-03-07'} | ${420}
    ${'late evening'} | ${'2026-03-10T03:30:00Z'} | ${'2026-03-10T04:30:00Z'} | ${'2026-03-09'} | ${60}
  `('$night: $minutes minutes on $workedOn', ({ from, to, workedOn, minutes }) => {
    const full = (text: string) => text.replace(/T(\d\d:\d\d)-/, 'T$1:00-')
    expect(worked(range(full(from), full(to)), today, newYork)).toMatchObject({ workedOn, minutes })
  })
})

describe('a new entry', () => {
  test('takes a duration for today, rounded as the company does', () => {
    expect(worked({ minutes: 61 }, today, quarters)).toEqual({
      workedOn: today,
      startedAt: null,
      endedAt: null,
      minutes: 75,
    })
  })

  test('takes a range with a pause in it', () => {
    const given = { ...range('2026-03-10T14:00:00Z', '2026-03-10T16:00:00Z'), minutes: 90 }
    expect(worked(given, today, newYork)).toMatchObject({ minutes: 90, startedAt: given.startedAt })
  })

  test.each`
    what                     | given                                                                        | path
    ${'nothing'}             | ${{}}                                                                        | ${'minutes'}
    ${'half a range'}        | ${{ startedAt: instantOf('2026-03-10T14:00:00Z') }}                          | ${'endedAt'}
    ${'the other half'}      | ${{ endedAt: instantOf('2026-03-10T14:00:00Z') }}                            | ${'startedAt'}
    ${'a range backwards'}   | ${range('2026-03-10T14:00:00Z', '2026-03-10T13:00:00Z')}                     | ${'endedAt'}
    ${'an empty range'}      | ${range('2026-03-10T14:00:00Z', '2026-03-10T14:00:00Z')}                     | ${'endedAt'}
    ${'more than 31 days'}   | ${range('2026-03-10T14:00:00Z', '2026-04-11T14:00:00Z')}                     | ${'endedAt'}
    ${'more than the range'} | ${{ ...range('2026-03-10T14:00:00Z', '2026-03-10T15:00:00Z'), minutes: 61 }} | ${'minutes'}
  `('refuses $what', ({ given, path }) => {
    expect(() => worked(given, today, newYork)).toThrow(
      expect.objectContaining({ code: 'invalid_input', errors: [expect.objectContaining({ path })] }),
    )
  })
})

describe('changing an entry', () => {
  const before: Worked = {
    workedOn: '2026-03-10',
    ...range('2026-03-10T14:00:00Z', '2026-03-10T16:00:00Z'),
    minutes: 120,
  }

  test.each`
    what             | change                                            | becomes
    ${'nothing'}     | ${{}}                                             | ${before}
    ${'less time'}   | ${{ minutes: 100 }}                               | ${{ ...before, minutes: 100 }}
    ${'more time'}   | ${{ minutes: 121 }}                               | ${{ workedOn: '2026-03-10', startedAt: null, endedAt: null, minutes: 121 }}
    ${'another day'} | ${{ workedOn: '2026-03-11' }}                     | ${{ workedOn: '2026-03-11', startedAt: null, endedAt: null, minutes: 120 }}
    ${'another end'} | ${{ endedAt: instantOf('2026-03-10T15:00:00Z') }} | ${{ ...before, endedAt: instantOf('2026-03-10T15:00:00Z'), minutes: 60 }}
  `('$what', ({ change, becomes }) => {
    expect(workedAfter(before, change, newYork)).toEqual(becomes)
  })

  test('does not round again what was not touched', () => {
    const odd = { ...before, startedAt: null, endedAt: null, minutes: 7 }
    expect(workedAfter(odd, { workedOn: '2026-03-11' }, quarters).minutes).toBe(7)
  })
})
