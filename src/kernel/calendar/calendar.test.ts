import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  addDays,
  addMonths,
  addSeconds,
  compareDates,
  compareInstants,
  dateIn,
  dayOfMonth,
  daysBetween,
  endOfMonth,
  formatDate,
  formatInstant,
  InstantSchema,
  instantIn,
  instantOf,
  isPlainDate,
  isTimeZone,
  laterDate,
  MonthSchema,
  monthOf,
  months,
  type PeriodName,
  PlainDateSchema,
  period,
  priorPeriod,
  priorYear,
  secondsBetween,
  startOfDayIn,
  startOfMonth,
  startOfYear,
  systemClock,
  TimeZoneSchema,
  timeIn,
  timeZones,
  todayIn,
  weekOf,
} from '../calendar.ts'

const date = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays('1900-01-01', days))

describe('dates', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '1899-12-31',
    '2200-01-01',
    '',
    5,
    null,
  ])('%j is refused', (wrong) => expect(PlainDateSchema.safeParse(wrong).success).toBe(false))
  test('leap days', () => {
    expect(PlainDateSchema.parse('2028-02-29')).toBe('2028-02-29')
    expect([isPlainDate('2000-02-29'), isPlainDate('2100-02-29')]).toEqual([true, false])
  })
  test('arithmetic', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15')
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
    expect(daysBetween('2026-01-02', '2026-01-01')).toBe(-1)
    expect([startOfMonth('2026-11-24'), endOfMonth('2028-02-10')]).toEqual(['2026-11-01', '2028-02-29'])
    expect([startOfYear('2026-11-24'), dayOfMonth('2026-11-24')]).toEqual(['2026-01-01', 24])
    expect([laterDate('2026-01-02', '2026-01-10'), compareDates('2026-01-02', '2026-01-02')]).toEqual(['2026-01-10', 0])
  })
  test('days there and back', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })
  test('weeks', () => {
    expect(weekOf('2026-11-24').at(0)).toBe('2026-11-23')
    expect(weekOf('2026-11-24', 7)).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
    ])
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 7 }), (day, start) => void expect(weekOf(day, start)).toContain(day)),
    )
  })
})

describe('pain 13: a date stays the same date in every time zone of the machine', () => {
  afterEach(() => void vi.unstubAllEnvs())
  const zones = `Etc/GMT+12 Pacific/Pago_Pago Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver
    America/Chicago America/New_York America/Halifax America/St_Johns America/Sao_Paulo Atlantic/Azores UTC Europe/London
    Europe/Berlin Africa/Cairo Europe/Moscow Asia/Tehran Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Tokyo
    Australia/Lord_Howe Pacific/Kiritimati`.split(/\s+/)
  test('there are 24 of them, and the machine really moves', () => {
    const offsets = zones.map((zone) => {
      vi.stubEnv('TZ', zone)
      return new Date('2026-01-15T12:00:00Z').getTimezoneOffset()
    })
    expect(zones.length).toBe(24)
    expect(new Set(offsets).size).toBe(23) // London is UTC in January
  })
  test.each(zones)('%s', (zone) => {
    vi.stubEnv('TZ', zone)
    for (const day of ['2026-01-01', '2026-03-08', '2026-03-29', '2026-11-01', '2026-12-31', '2028-02-29']) {
      expect(PlainDateSchema.parse(day)).toBe(day)
      expect(addDays(addDays(day, 1), -1)).toBe(day)
      expect(dateIn(zone, startOfDayIn(zone, day))).toBe(day)
      expect(dateIn(zone, addSeconds(startOfDayIn(zone, day), -1))).toBe(addDays(day, -1))
    }
    expect(formatDate('2026-11-24')).toBe('Nov 24, 2026')
    expect(todayIn('America/Chicago', '2026-11-24T03:00:00Z')).toBe('2026-11-23')
    expect(period('this_month', '2026-03-08')).toEqual({ from: '2026-03-01', to: '2026-03-31' })
  })
})

describe('instants', () => {
  test('one form, so that they sort as strings', () => {
    expect(instantOf('2026-11-24T12:03:07-06:00')).toBe('2026-11-24T18:03:07.000000Z')
    expect(instantOf('2026-11-24 18:03:07.123456+00')).toBe('2026-11-24T18:03:07.123456Z')
    expect(InstantSchema.parse('2026-11-24T18:03:07.12Z')).toBe('2026-11-24T18:03:07.120000Z')
    expect(systemClock()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  })
  test.each(['2026-11-24', '2026-11-24T18:03', '2026-02-30T00:00:00Z', '2026-11-24T18:03:07', 'now', 5])(
    '%j is refused',
    (wrong) => expect(InstantSchema.safeParse(wrong).error?.issues[0]?.message).toMatch(/^Enter a time/),
  )
  test('seconds', () => {
    expect(addSeconds('2026-11-24T23:59:59Z', 1.5)).toBe('2026-11-25T00:00:00.500000Z')
    expect(secondsBetween('2026-11-24T00:00:00Z', '2026-11-24T00:01:00.25Z')).toBe(60.25)
    expect(secondsBetween('2026-11-24T00:00:01Z', '2026-11-24T00:00:00Z')).toBe(-1)
    expect(compareInstants('2026-11-24T00:00:00Z', '2026-11-24T01:00:00+01:00')).toBe(0)
  })
  test('a day that begins at one', () => {
    // Lebanon's clocks go from midnight to one on the last Sunday of March
    expect(startOfDayIn('Asia/Beirut', '2026-03-29')).toBe('2026-03-28T22:00:00.000000Z')
    expect(timeIn('Asia/Beirut', '2026-03-28T22:00:00Z')).toBe('01:00')
  })
  test('on the wall', () => {
    expect(formatInstant('2026-11-24T18:03:07Z', 'America/Chicago').replace('\u202f', ' ')).toBe(
      'Nov 24, 2026, 12:03 PM',
    )
  })
  test('zones', () => {
    expect([
      isTimeZone('America/Chicago'),
      isTimeZone('UTC'),
      isTimeZone('Mars/Base'),
      isTimeZone('+05:00'),
      isTimeZone(''),
    ]).toEqual([true, true, false, false, false])
    expect(TimeZoneSchema.safeParse('Mars').success).toBe(false)
    expect(timeZones().length).toBeGreaterThan(300)
    expect(timeZones().every(isTimeZone)).toBe(true)
  })
})

describe('periods', () => {
  test.each<[PeriodName, string, string]>([
    ['today', '2026-11-24', '2026-11-24'],
    ['this_week', '2026-11-23', '2026-11-29'],
    ['last_week', '2026-11-16', '2026-11-22'],
    ['this_month', '2026-11-01', '2026-11-30'],
    ['last_month', '2026-10-01', '2026-10-31'],
    ['this_quarter', '2026-10-01', '2026-12-31'],
    ['last_quarter', '2026-07-01', '2026-09-30'],
    ['this_year', '2026-01-01', '2026-12-31'],
    ['last_year', '2025-01-01', '2025-12-31'],
    ['last_12_months', '2025-12-01', '2026-11-30'],
  ])('%s', (name, from, to) => expect(period(name, '2026-11-24')).toEqual({ from, to }))
  test('months', () => {
    expect(months('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(months('2026-02-01', '2026-01-31')).toEqual([])
    expect(monthOf('2026-11-24')).toBe('2026-11')
    expect([MonthSchema.safeParse('2026-13').success, MonthSchema.safeParse('2026-12').success]).toEqual([false, true])
  })
  test('compared with', () => {
    expect(priorPeriod({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(priorPeriod({ from: '2026-01-01', to: '2026-12-31' })).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(priorPeriod({ from: '2026-03-10', to: '2026-03-19' })).toEqual({ from: '2026-02-28', to: '2026-03-09' })
    expect(priorYear({ from: '2028-02-01', to: '2028-02-29' })).toEqual({ from: '2027-02-01', to: '2027-02-28' })
    expect(priorYear({ from: '2029-02-01', to: '2029-02-28' })).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
})

test.each`
  zone                  | date            | time       | instant
  ${'America/New_York'} | ${'2026-03-02'} | ${'09:30'} | ${'2026-03-02T14:30:00.000000Z'}
  ${'America/New_York'} | ${'2026-03-08'} | ${'02:30'} | ${'2026-03-08T07:30:00.000000Z'}
  ${'America/New_York'} | ${'2026-11-01'} | ${'01:30'} | ${'2026-11-01T05:30:00.000000Z'}
  ${'Asia/Kolkata'}     | ${'2026-03-02'} | ${'00:00'} | ${'2026-03-01T18:30:00.000000Z'}
`('$time on $date in $zone is $instant', ({ zone, date, time, instant }) => {
  expect(instantIn(zone, date, time)).toBe(instant)
})
