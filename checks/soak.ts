import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * The long form of the suites that `npm test` runs short: `npm run soak [sequences]`, 10,000 unless said otherwise. A
 * failure prints its seed and path; `EZ360_MODEL_SEED` and `EZ360_MODEL_PATH` play it again.
 */
const root = join(import.meta.dirname, '..')
const sequences = process.argv[2] ?? '10000'
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const child = spawn(process.execPath, [vitest, 'run', '--project', 'server', 'src/testing/model'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, EZ360_MODEL_SEQUENCES: sequences },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
