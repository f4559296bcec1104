import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './fault.ts'

/** One thing that `npm test` does, as a script for Node with its arguments. */
export type Step = {
  name: string
  says: string
  args: string[]
  /** A law counts as one test; a suite of vitest as many as it holds. */
  kind: 'law' | 'suite'
  /** Needs both cores, or what an earlier step made. */
  alone?: boolean
  /** Not part of the tree yet. */
  absent?: boolean
}

/** In this order; neighbours that need not be alone run two at a time. */
export const steps: readonly Step[] = [
  law('types', 'everything compiles', 'node_modules/typescript/bin/tsc'),
  law(
    'format',
    'format and lint',
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--colors=off',
    '--max-diagnostics=200',
  ),
  law('boundaries', 'who may open whose door', 'checks/boundaries.ts'),
  law('tidy', 'banned things, sizes, names', 'checks/tidy.ts'),
  law('migrations', 'numbered, sealed, safe', 'checks/migrations.ts'),
  law(
    'unused',
    'files, exports and packages nobody uses',
    'node_modules/knip/bin/knip.js',
    '--no-config-hints',
    '--no-progress',
  ),
  {
    ...law('build', 'the web is built', 'node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'),
    absent: !existsSync(join(repository, 'vite.config.ts')),
    alone: true,
  },
  law('budgets', 'what a screen loads before it shows', 'checks/budgets.ts'),
  suite('laws', 'each law bites', '--project=checks'),
  suite('unit', 'pure code', '--project=unit'),
  suite('web', 'components', '--project=web'),
  suite('server', 'commands against PostgreSQL', '--project=server'),
  suite('browser', 'journeys in a browser', '--config=e2e/vitest.config.ts'),
  { ...law('generated', 'docs say what the code says', 'checks/generated.ts'), alone: true },
]

function law(name: string, says: string, ...args: string[]): Step {
  return { name, says, args, kind: 'law' }
}

function suite(name: string, says: string, ...args: string[]): Step {
  return { name, says, args: ['node_modules/vitest/vitest.mjs', 'run', ...args], kind: 'suite', alone: true }
}
