import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcess, isAlive, type ProcessIdentity } from './live-process.ts'
import { errorCode, fileProblem, PostgresStartError } from './start-error.ts'

/** A container or a machine: process numbers mean something only inside one. */
type Place = { host: string; boot: string; pids: string }
type Holder = ProcessIdentity & Place & { token: string }

export type SupervisorLock = { release(): void }

const heartbeatMs = 5_000
/** How long we watch a lock of another container for a heartbeat, before we take it for left over. */
const foreignWatchMs = 12_000
const foreignFreshMs = 60_000

/**
 * Takes the one lock that lets a process supervise the database of `dir`. Refuses when a living process holds it;
 * a lock whose process is dead is replaced.
 */
export async function takeLock(path: string, dir: string, watchMs = foreignWatchMs): Promise<SupervisorLock> {
  const self = findProcess(process.pid) ?? { pid: process.pid, startedAt: null }
  const holder: Holder = { ...self, ...thisPlace(), token: randomUUID() }
  const text = JSON.stringify(holder)
  for (let attempt = 0; attempt < 500; attempt++) {
    if (createFile(path, text)) return keep(path, text)
    const found = readLock(path)
    if (found === undefined) continue
    if (found.holder === undefined) {
      // Another process may be between creating the file and writing it: give it two seconds.
      if (ageMs(path) < 2_000) await sleep(20)
      else removeStale(path, found.text)
      continue
    }
    if (await isHeld(path, found.holder, watchMs))
      throw new PostgresStartError(
        `Another EZ360PM (process ${found.holder.pid}${found.holder.host === holder.host ? '' : ` on ${found.holder.host}`}) is already using the database in ${dir}. Stop it, or set EZ360_DATA_DIR to another directory.`,
      )
    if (!removeStale(path, found.text)) await sleep(20)
  }
  throw new PostgresStartError(`Could not take the lock ${path}. If no EZ360PM is running, delete this file.`)
}

function createFile(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    // A lock without content would stop everyone: a full disk must not leave one.
    if (errorCode(error) === 'ENOSPC') rmSync(path, { force: true })
    throw fileProblem(path, error)
  }
}

function readLock(path: string): { text: string; holder: Holder | undefined } | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw fileProblem(path, error)
  }
  try {
    const holder = JSON.parse(text) as Holder
    return { text, holder: typeof holder.pid === 'number' ? holder : undefined }
  } catch {
    return { text, holder: undefined }
  }
}

/**
 * Removes the lock only if it is still the one that was found stale. Of several processes that found it, one at a time
 * may look and remove (synchronously, under a second lock), so nobody removes the fresh lock of a faster one.
 */
function removeStale(path: string, text: string): boolean {
  const guard = `${path}.takeover`
  if (!createFile(guard, String(process.pid))) {
    if (ageMs(guard) > 10_000) rmSync(guard, { force: true })
    return false
  }
  try {
    if (readLock(path)?.text === text) rmSync(path, { force: true })
    return true
  } finally {
    rmSync(guard, { force: true })
  }
}

/** Whether the holder lives. From another container its number says nothing, so there its heartbeat decides. */
async function isHeld(path: string, holder: Holder, watchMs: number): Promise<boolean> {
  const here = thisPlace()
  const isForeign = holder.host !== here.host || (holder.boot === here.boot && holder.pids !== here.pids)
  if (!isForeign) return holder.boot === here.boot && isAlive(holder)
  if (ageMs(path) > foreignFreshMs) return false
  const first = modifiedMs(path)
  const until = performance.now() + watchMs
  while (performance.now() < until) {
    await sleep(Math.min(200, watchMs))
    const now = modifiedMs(path)
    if (now === undefined) return false
    if (now !== first) return true
  }
  return false
}

function keep(path: string, text: string): SupervisorLock {
  const heartbeat = setInterval(() => {
    try {
      const now = new Date()
      utimesSync(path, now, now)
    } catch {
      // Without a heartbeat the lock still holds inside this container.
    }
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release() {
      clearInterval(heartbeat)
      try {
        if (readLock(path)?.text === text) rmSync(path, { force: true })
      } catch {
        // A lock that cannot be removed is stale as soon as we are gone.
      }
    },
  }
}

function thisPlace(): Place {
  const read = (get: () => string) => {
    try {
      return get().trim()
    } catch {
      return ''
    }
  }
  return {
    host: hostname(),
    boot: read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    pids: read(() => readlinkSync('/proc/self/ns/pid')),
  }
}

function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** 0 for a file that is gone or from the future. */
function ageMs(path: string): number {
  return Math.max(0, Date.now() - (modifiedMs(path) ?? Number.POSITIVE_INFINITY))
}
