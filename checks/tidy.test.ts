import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTidiness, untidy } from './tidy.ts'
import { banned } from './tidy-rules.ts'

/** The planted file and the rules that must refuse it; every other planted file is in order. */
const refusals = `
  db/migrations/0001_unfinished.sql       unfinished
  docs/machine-path.md                    machine-path
  src/modules/a/domain/clock.ts           clock
  src/modules/a/domain/float.ts           float
  src/modules/a/domain/index.ts           door
  src/modules/a/domain/milliseconds.ts    clock
  src/modules/a/domain/rounding.ts        rounding
  src/modules/a/server/CamelCase.ts       kebab-case
  src/modules/a/server/any.ts             any
  src/modules/a/server/console.ts         console
  src/modules/a/server/data/rows.ts       empty-word
  src/modules/a/server/environment.ts     environment
  src/modules/a/server/index.ts           door
  src/modules/a/server/invoice-utils.ts   empty-word
  src/modules/a/server/outgoing.ts        outgoing
  src/modules/a/server/silenced.ts        silenced
  src/modules/a/server/unfinished.ts      unfinished`

test('the laws bite: each planted file is refused by its rule, and nothing else is', () => {
  const { faults } = readTidiness(join(import.meta.dirname, 'planted/tidy'))
  const seen = faults.map(({ file, rule }) => `${file} ${rule}`)
  const expected = refusals.trim().split('\n')
  expect(seen.sort()).toEqual(expected.map((line) => line.trim().replace(/ +/, ' ')).sort())
})

test('every banned thing has a planted file', () => {
  for (const { rule } of banned) expect(refusals).toContain(rule)
})

const sizes = `
  path                 lines  becomes
  src/a/x.ts             300  in order
  src/a/x.ts             301  file-size
  src/a/x.test.ts        450  in order
  src/a/x.test.ts        451  file-size`

test.each(rows(sizes))('a file %s of %s lines: %s', (path, lines, becomes) => {
  const faults = untidy(path, '// a line\n'.repeat(Number(lines)))
  expect(faults.map(({ rule }) => rule)).toEqual(becomes === 'in order' ? [] : [becomes])
})

const functions = `
  head                          lines  becomes
  function settle() {              60  in order
  function settle() {              61  function-size
  const settle = () => {           61  function-size
  const Settle = () => { <p/>;     90  in order
  const Settle = () => { <p/>;     91  function-size
  const Settle = () => {           61  function-size`

test.each(rows(functions))('%s … } of %s lines: %s', (head, lines, becomes) => {
  const faults = untidy('src/ui/settle.tsx', `${head}\n${'  step()\n'.repeat(Number(lines) - 2)}}\n`)
  expect(faults.map(({ rule }) => rule)).toEqual(becomes === 'in order' ? [] : [becomes])
})

test('a fault is told with its line', () => {
  expect(untidy('src/a/x.ts', '/* a\n comment */\nconst t = Date.now()\n')).toMatchObject([{ line: 3, rule: 'clock' }])
})

test('the law is awake', () => {
  const { files, sizes } = readTidiness(join(import.meta.dirname, '..'))
  expect(files).toBeGreaterThan(60)
  expect(sizes).toMatch(/^[1-9]\d* production files/)
})

function rows(table: string): [string, string, string][] {
  const lines = table.trim().split('\n').slice(1)
  return lines.map((line) => line.trim().split(/ {2,}/) as [string, string, string])
}
