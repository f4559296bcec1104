import { isStarted } from './fault.ts'
import { type Outcome, runStep, stopSteps } from './run-step.ts'
import { type Step, steps } from './steps.ts'

/** Runs the steps, two at a time where they allow it, and goes on after a failing one. */
export async function runAll(chosen: readonly Step[], run = runStep): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const perform = async (step: Step) => {
    const outcome = await run(step)
    tell(step, outcome)
    outcomes.push(outcome)
  }
  const waiting = [...chosen]
  while (waiting.length > 0) {
    const alone = waiting.findIndex((step) => step.alone)
    const together = waiting.splice(0, alone === 0 ? 1 : alone === -1 ? waiting.length : alone)
    const lane = async () => {
      for (let step = together.shift(); step; step = together.shift()) await perform(step)
    }
    await Promise.all([lane(), lane()])
  }
  return outcomes
}

/** The one line that CI reads. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  return `tests: ${sum('passed')} passed, ${sum('failed')} failed`
}

/** A suite that is skipped or has no count says so; a failing step shows all it printed, set apart by a bar. */
function tell(step: Step, { passed, failed, skipped, seconds, output }: Outcome): void {
  const counted = step.kind === 'suite' ? `, ${passed + failed} tests${skipped > 0 ? `, ${skipped} skipped` : ''}` : ''
  const failures = failed > 0 ? `, ${failed} FAILED` : ''
  console.log(`${failed > 0 ? '✗' : '✓'} ${step.name} (${step.says}) ${seconds.toFixed(1)} s${counted}${failures}`)
  const lines = failed > 0 ? output.trimEnd().split('\n') : output.split('\n').filter((line) => line.includes('median'))
  for (const line of lines) console.log(`  | ${line}`)
}

/** `--only unit,tidy` or `--only unit --only tidy`. */
export function choose(args: readonly string[], all: readonly Step[]): Step[] {
  const names = args.flatMap((arg, at) => {
    if (arg.startsWith('--only=')) return arg.slice(7).split(',')
    return args[at - 1] === '--only' ? arg.split(',') : []
  })
  const unknown = names.filter((name) => !all.some((step) => step.name === name))
  if (unknown.length > 0) throw new Error(`No step ${unknown.join(', ')}: ${all.map((step) => step.name).join(', ')}`)
  return all.filter((step) => (names.length > 0 ? names.includes(step.name) : !step.absent))
}

async function main(): Promise<void> {
  let outcomes: Outcome[] = []
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopSteps()
      console.log(`stopped by ${signal}`)
      process.exit(130)
    })
  }
  try {
    outcomes = await runAll(choose(process.argv.slice(2), steps))
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    outcomes = [{ passed: 0, failed: 1, skipped: 0, seconds: 0, output: '' }]
  }
  console.log(closingLine(outcomes))
  process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0
}

if (isStarted(import.meta.filename)) await main()
