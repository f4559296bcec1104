import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { regenerate } from './generated.ts'
import { choose, closingLine, runAll } from './run-all.ts'
import { countSuite, type Outcome, runStep } from './run-step.ts'
import { type Step, steps } from './steps.ts'

const planted = join(import.meta.dirname, 'planted')

function report(passed: number, failed: number, files: [status: string, ...tests: string[]][] = []) {
  const testResults = files.map(([status, ...tests]) => {
    return { name: 'a.test.ts', status, assertionResults: tests.map((one) => ({ status: one })) }
  })
  return { numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, testResults }
}

test.each([
  ['all is well', 0, report(3, 0, [['passed', 'passed']]), 3, 0],
  ['a test failed', 1, report(2, 1, [['failed', 'failed', 'passed']]), 2, 1],
  ['a file did not load', 1, report(2, 0, [['failed'], ['passed', 'passed']]), 2, 1],
  ['an error that nobody caught', 1, report(2, 0, [['passed', 'passed']]), 2, 1],
  ['it ran nothing', 0, report(0, 0), 0, 1],
  ['it left no report', 1, undefined, 0, 1],
  ['it left no report and says that all is well', 0, undefined, 0, 1],
])('a suite where %s', (_, code, found, passed, failed) => {
  expect(countSuite(code, found)).toMatchObject({ passed, failed })
})

test('a vitest that crashes is a failure', async () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config=checks/planted/suite/crash.config.ts']
  const outcome = await runStep({ name: 'crash', says: '', kind: 'suite', args })
  expect(outcome).toMatchObject({ passed: 0, failed: 1 })
  expect(outcome.output).toContain('does not even start')
})

test('a failing step does not stop the others, and the last line adds them up', async () => {
  const seen: string[] = []
  const step = (name: string, alone = false): Step => ({ name, says: name, kind: 'law', args: [], alone })
  const run = async ({ name }: Step): Promise<Outcome> => {
    seen.push(name)
    const failed = name === 'b' ? 1 : 0
    return { passed: 1 - failed, failed, skipped: 0, seconds: 0, output: 'tests: 9 passed, 9 failed' }
  }
  const outcomes = await runAll([step('a'), step('b'), step('c', true), step('d')], run)
  expect(seen).toEqual(['a', 'b', 'c', 'd'])
  expect(closingLine(outcomes)).toBe('tests: 3 passed, 1 failed')
})

test('--only names the steps to run', () => {
  const names = (args: string[]) => choose(args, steps).map(({ name }) => name)
  expect(names(['--only', 'unit'])).toEqual(['unit'])
  expect(names(['--only=unit,tidy'])).toEqual(['tidy', 'unit'])
  expect(names(['--only', 'unit', '--only', 'tidy'])).toEqual(['tidy', 'unit'])
  expect(names([]).length).toBeGreaterThan(10)
  expect(() => names(['--only', 'unti'])).toThrow('unti')
})

test('documentation that says something else than the code is refused, and so is a broken generator', () => {
  const copy = mkdtempSync(join(tmpdir(), 'ez360-generated-'))
  try {
    cpSync(join(planted, 'generated'), copy, { recursive: true })
    const generate = (...names: string[]) =>
      names.map((name) => ({ command: [name, `docs/${name}.md`], writes: `docs/${name}.md` }))
    expect(regenerate(copy, generate('same', 'absent'))).toEqual({ faults: [], ran: 1 })
    expect(regenerate(copy, generate('stale')).faults).toMatchObject([{ rule: 'generated' }])
    expect(regenerate(copy, generate('stale')).faults).toEqual([])
    expect(regenerate(copy, [{ command: ['broken'], writes: 'docs' }]).faults).toMatchObject([{ rule: 'generator' }])
  } finally {
    rmSync(copy, { recursive: true })
  }
})
