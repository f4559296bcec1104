import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * The long form of the suites that `npm test` runs short: `npm run soak [sequences]`, 10,000 of the model unless said
 * otherwise, then many rounds of concurrency and crash. A failure prints its seed; docs/testing.md says how to replay it.
 */
const root = join(import.meta.dirname, '..')
const sequences = process.argv[2] ?? '10000'
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const suites = ['model', 'concurrency', 'crash'].map((suite) => `src/testing/${suite}`)
const child = spawn(process.execPath, [vitest, 'run', '--project', 'server', '--maxWorkers=1', ...suites], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    EZ360_MODEL_SEQUENCES: sequences,
    EZ360_CONCURRENCY_ROUNDS: '30',
    EZ360_CRASH_BLOWS: '10',
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
