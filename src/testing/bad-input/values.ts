/** JSON as it is written, for what `JSON.stringify` would make harmless: `-0`, exponents, numbers beyond doubles. */
export class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Hostile = string | number | boolean | null | object | Raw

const deep = (levels: number) => new Raw('['.repeat(levels) + ']'.repeat(levels))

/** Of another kind than any field wants. */
const strange: readonly Hostile[] = [
  null,
  true,
  0,
  '',
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  { $ne: null },
  { length: 1e9 },
  new Raw('{"__proto__":{"admin":true}}'),
  new Raw('{"constructor":{"prototype":{"admin":true}}}'),
  { toString: null },
  deep(200),
]

const texts: readonly Hostile[] = [
  ' ',
  '\u0000',
  'a\u0000b',
  new Raw('"\\ud800"'),
  new Raw('"x\\udc00y"'),
  '\u202Etxt.exe',
  '\u2066\u2067\u2069',
  `e${'\u0301'.repeat(400)}`,
  '👩‍👩‍👧‍👦'.repeat(60),
  '\u2028\u2029',
  'x\r\nSet-Cookie: injected=1',
  '=1+1',
  '+1',
  '-1+cmd|calc',
  '@SUM(A1)',
  '\tx',
  "'; DROP TABLE users; --",
  '%27%20OR%201=1',
  `{{7*7}}$\{7*7}<%= 7*7 %>#{7*7}`,
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '..%2f..%5c',
  '\uFEFF',
  '\u007f\u0085',
  'İıſ',
  'ﷺ'.repeat(200),
  'x'.repeat(10_001),
  '\\',
  '%s%n%x',
  'null',
  '__proto__',
]

const numbers: readonly Hostile[] = [
  -1,
  0.1,
  1.5,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 31,
  -(2 ** 31) - 1,
  new Raw('-0'),
  new Raw('1e308'),
  new Raw('1e309'),
  new Raw('-1e308'),
  new Raw('1e-7'),
  new Raw('9223372036854775807'),
  new Raw('9223372036854775808'),
  new Raw('100000000000000000000000000000'),
  'NaN',
  'Infinity',
  '1e3',
  '007',
  '0x10',
  '١٢',
  '1_000',
  '12abc',
]

const decimals: readonly Hostile[] = [
  '1e5',
  '-0',
  '00.1',
  '1.00001',
  '99999999999999999999',
  '1,5',
  'NaN',
  '.5',
  '5.',
  '+1',
  '١',
  '-1',
  '1e-400',
  '1'.repeat(500),
]

const dates: readonly Hostile[] = [
  '0000-00-00',
  '0000-01-01',
  '2026-02-30',
  '2026-13-01',
  '2027-02-29',
  '9999-12-31',
  '10000-01-01',
  '+275760-09-13',
  '-000001-01-01',
  '2026-2-3',
  '2026-02-03T00:00:00Z',
  '20260203',
  'today',
  'infinity',
  '-infinity',
  '٢٠٢٦-٠٢-٠٣',
]

const instants: readonly Hostile[] = [
  '2026-02-30T00:00:00Z',
  '2026-02-03T25:00:00Z',
  '2026-02-03 00:00:00',
  '+275760-09-13T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  'now',
  'infinity',
]

const ids: readonly Hostile[] = [
  'x',
  '00000000-0000-0000-0000-000000000000',
  '0190A000-0000-7000-A000-0000000000FF',
  '{0190a000-0000-7000-a000-0000000000ff}',
  '0190a00000007000a0000000000000ff',
  "0190a000-0000-7000-a000-0000000000f'",
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
  '../0190a000-0000-7000-a000-0000000000ff',
]

const choices: readonly Hostile[] = ['', 'no such', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'CSV']

export const hostile = { strange, texts, numbers, decimals, dates, instants, ids, choices } as const
export type HostileKind = keyof typeof hostile
