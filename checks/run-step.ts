import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from './fault.ts'
import type { Step } from './steps.ts'

export type Outcome = { passed: number; failed: number; skipped: number; seconds: number; output: string }

/** Part of what vitest's JSON reporter writes. */
type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

const timeoutMs = 40 * 60_000

export async function runStep(step: Step): Promise<Outcome> {
  const started = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'ez360-test-'))
  const reportFile = join(folder, 'report.json')
  const reporting =
    step.kind === 'suite' ? ['--reporter=minimal', '--reporter=json', `--outputFile.json=${reportFile}`] : []
  try {
    const { code, output } = await runNode([...step.args, ...reporting])
    const counts = step.kind === 'law' ? countLaw(code) : countSuite(code, reportIn(reportFile))
    return { ...counts, output, seconds: (performance.now() - started) / 1000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Counts = Pick<Outcome, 'passed' | 'failed' | 'skipped'>

function countLaw(code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/**
 * Counts a suite. A run that crashed, left no report, ran nothing or ended badly without a failing test (a file that
 * does not load, an error nobody caught) has at least one failure, whatever the report says.
 */
export function countSuite(code: number, report: Report | undefined): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const passed = report.numPassedTests
  const failed = report.numFailedTests + broken.length
  const suspect = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: suspect ? 1 : failed, skipped: report.numPendingTests }
}

function reportIn(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

const running = new Set<ChildProcess>()

/** Ends what is running, for somebody who stops the whole run. */
export function stopSteps(): void {
  for (const child of running) child.kill('SIGTERM')
}

async function runNode(args: string[]): Promise<{ code: number; output: string }> {
  const { FORCE_COLOR: _, ...rest } = process.env
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...rest, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  })
  running.add(child)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
  const code = await new Promise<number>((done) => {
    child.on('error', (error) => {
      output += error.message
      done(1)
    })
    child.on('close', (exit, signal) => {
      if (signal) output += `\nended by ${signal}\n`
      done(exit ?? 1)
    })
  })
  running.delete(child)
  return { code, output }
}
