import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import type { RunAs } from './run-as.ts'
import { errorCode, PostgresStartError } from './start-error.ts'

/**
 * The environment of PostgreSQL's programs: nothing of ours, where PGDATA, PGPORT or a locale would change what they do.
 * Windows programs need the system's variables, so there they get ours.
 */
const environment: Pick<SpawnOptions, 'env'> =
  process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' } }

export function spawnProgram(file: string, args: string[], runAs: RunAs, options: SpawnOptions): ChildProcess {
  return spawn(file, args, { ...environment, windowsHide: true, ...runAs, ...options })
}

export type Finished = { ok: boolean; lines: string[]; failure: unknown }

/** Runs a program to its end. Never throws: a program that cannot be started is a `failure`. */
export function runProgram(
  file: string,
  args: string[],
  runAs: RunAs,
  options: { cwd?: string; input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    let output = ''
    const end = (ok: boolean, failure?: unknown) =>
      resolve({ ok, failure, lines: output.split('\n').filter((line) => line.trim() !== '') })
    let child: ChildProcess
    try {
      child = spawnProgram(file, args, runAs, { stdio: 'pipe', ...(options.cwd ? { cwd: options.cwd } : {}) })
    } catch (error) {
      return end(false, error)
    }
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
    child.on('error', (error) => end(false, error))
    child.on('close', (code) => end(code === 0))
  })
}

/** Whether the failure is that of a root who may not become another user, as in some sandboxes. */
export function mayNotBecome(runAs: RunAs, error: unknown): boolean {
  return runAs !== undefined && ['EPERM', 'EINVAL'].includes(errorCode(error) ?? '')
}

/** Why the operating system did not start a program, as a sentence. */
export function spawnProblem(file: string, runAs: RunAs, error: unknown): PostgresStartError {
  if (mayNotBecome(runAs, error))
    return new PostgresStartError(
      `PostgreSQL does not run as root, and this root may not become another user (uid ${runAs?.uid}). Start EZ360PM as an ordinary user, or set DATABASE_URL.`,
    )
  return new PostgresStartError(
    `The built-in PostgreSQL cannot run on this system (${file}: ${error instanceof Error ? error.message : 'it does not start'}). Set DATABASE_URL to a PostgreSQL server instead.`,
  )
}
