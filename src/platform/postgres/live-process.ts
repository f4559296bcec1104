import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from './start-error.ts'

/** A process, told apart from a later one that got the same number. `startedAt` is null where the system does not say. */
export type ProcessIdentity = { pid: number; startedAt: string | null }

/** When the process started, in the system's own notation; undefined when it is dead (a zombie is dead). */
function startOf(pid: number): string | null | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      // The name in parentheses may hold spaces: fields are counted after its end. proc_pid_stat(5): state is 3, starttime 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? null)
    } catch {
      // No such process, or a /proc that hides the others: the signal below tells.
    }
  }
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return undefined
  }
  return process.platform === 'darwin' ? (askPs(pid, 'lstart=') ?? null) : null
}

/** One column of ps(1), or undefined. */
export function askPs(pid: number, column: string): string | undefined {
  try {
    return execFileSync('/bin/ps', ['-o', column, '-p', String(pid)], { env: { LC_ALL: 'C' }, encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** The living process of this number, or undefined. */
export function findProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const startedAt = startOf(pid)
  return startedAt === undefined ? undefined : { pid, startedAt }
}

export function isAlive(identity: ProcessIdentity): boolean {
  const now = findProcess(identity.pid)
  if (!now) return false
  return identity.startedAt === null || now.startedAt === null || now.startedAt === identity.startedAt
}

/** Waits until the process is gone; false when it outlives the time. */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs
  while (isAlive(identity)) {
    if (performance.now() > until) return false
    await sleep(10)
  }
  return true
}
