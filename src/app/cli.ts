import { parseArgs } from 'node:util'
import { MigrationError } from '#platform/database/migrate.ts'
import { RolesMissing } from '#platform/database/roles.ts'
import { PostgresStartError } from '#platform/postgres/index.ts'
import { SettingsError } from '#platform/settings.ts'
import { commands } from './commands/index.ts'
import { UsageError } from './commands/usage-error.ts'

/** Options that every command understands. */
const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
} as const

const forPeople = [SettingsError, MigrationError, RolesMissing, PostgresStartError]

/** Runs one `ez360` command; returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args
  const chosen = commands.find((candidate) => candidate.name === name)
  if (!chosen) {
    process.stdout.write(overview())
    return ['help', '--help', '-h'].includes(name) ? 0 : 2
  }
  try {
    const { options: own, run } = await chosen.load()
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...options, ...own },
      allowPositionals: true,
      strict: true,
    })
    if (values.help) {
      process.stdout.write(`ez360 ${chosen.usage ?? chosen.name}\n\n${chosen.says}\n`)
      return 0
    }
    return await run({ values, positionals, json: values.json === true })
  } catch (error) {
    return tell(error as Error & { code?: string })
  }
}

function tell(error: Error & { code?: string }): number {
  if (error.code?.startsWith('ERR_PARSE_ARGS') || error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  const known = forPeople.some((kind) => error instanceof kind) || error.name === 'Refusal'
  process.stderr.write(`${known ? error.message : (error.stack ?? error.message)}\n`)
  return 1
}

function overview(): string {
  const lines = commands.map((command) => `  ${(command.usage ?? command.name).padEnd(34)} ${command.says}`)
  return `EZ360PM\n\nUsage: ez360 <command> [options]\n\n${lines.join('\n')}\n\nEvery command knows --help and --json.\n`
}
