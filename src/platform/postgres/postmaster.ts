import { type ChildProcess, execFileSync } from 'node:child_process'
import { closeSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { nameForServer } from './cluster.ts'
import type { Layout } from './layout.ts'
import { findProcess, isAlive, type ProcessIdentity, waitForEnd } from './live-process.ts'
import { findPostmaster, postmasterFilePath, readPostmasterFile } from './postmaster-file.ts'
import { spawnProblem, spawnProgram } from './program.ts'
import type { RunAs } from './run-as.ts'
import { lastLogLines, openServerLog } from './server-log.ts'
import { settingArguments, startSettings } from './server-settings.ts'
import { programProblem } from './start-error.ts'

export type Postmaster = { identity: ProcessIdentity; port: number; child: ChildProcess | undefined }

/** Recovery after a crash may take its time; the server answers before it is over, so this is for one that hangs. */
const readyTimeoutMs = 300_000
const fastShutdownMs = 8_000
const immediateShutdownMs = 5_000

/** Starts the server on a free port and returns when it is ready. */
export async function startPostmaster(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  settings: Record<string, string>,
): Promise<Postmaster> {
  // The server itself stops at a stale file whose number now belongs to another program of its user.
  if (process.platform !== 'win32' && readPostmasterFile(layout.cluster) && !findPostmaster(layout.cluster))
    rmSync(postmasterFilePath(layout.cluster), { force: true })
  for (let attempt = 1; ; attempt++) {
    const started = await startOnce(layout, binaries, runAs, settings)
    if ('identity' in started) return started
    // Another program took the port, or backends of a killed server are still leaving.
    const mayPass = started.lines.some((line) => /could not (bind|create any TCP)|still in use/.test(line))
    if (!mayPass || attempt >= 10)
      throw programProblem(`PostgreSQL did not start in ${layout.dir}.`, layout.dir, started.lines)
    await sleep(200)
  }
}

async function startOnce(
  layout: Layout,
  binaries: Binaries,
  runAs: RunAs,
  settings: Record<string, string>,
): Promise<Postmaster | { lines: string[] }> {
  const port = await findFreePort()
  const log = openServerLog(layout.log, layout.dir)
  const args = ['-D', nameForServer(layout.cluster, runAs)]
  args.push(...settingArguments({ ...settings, ...startSettings(port) }))
  let failure: unknown
  let child: ChildProcess
  try {
    // Detached: Ctrl-C in a terminal reaches us alone, so that we finish our work before the database goes.
    const stdio = ['ignore', log.fd, log.fd] as const
    child = spawnProgram(binaries.postgres, args, runAs, { cwd: layout.cluster, detached: true, stdio: [...stdio] })
  } catch (error) {
    throw spawnProblem(binaries.postgres, runAs, error)
  } finally {
    closeSync(log.fd)
  }
  child.on('error', (error) => {
    failure = error
  })
  child.unref()
  const until = performance.now() + readyTimeoutMs
  while (child.exitCode === null && child.signalCode === null && failure === undefined) {
    const file = readPostmasterFile(layout.cluster)
    if (file?.pid === child.pid && file?.status === 'ready') {
      const identity = findProcess(file.pid)
      if (identity) return { identity, port, child }
    }
    if (performance.now() > until) {
      child.kill('SIGQUIT')
      throw programProblem(
        `PostgreSQL in ${layout.dir} is not ready after five minutes.`,
        layout.dir,
        lastLogLines(layout.log, log.offset),
      )
    }
    await sleep(5)
  }
  if (failure !== undefined) throw spawnProblem(binaries.postgres, runAs, failure)
  return { lines: lastLogLines(layout.log, log.offset) }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Fast shutdown; immediate after 8 s (the next start recovers, nothing is lost); the end after 5 more. */
export async function stopPostmaster(identity: ProcessIdentity, pgCtl: string): Promise<void> {
  signalPostmaster(identity, 'INT', pgCtl)
  if (await waitForEnd(identity, fastShutdownMs)) return
  signalPostmaster(identity, 'QUIT', pgCtl)
  if (await waitForEnd(identity, immediateShutdownMs)) return
  signalPostmaster(identity, 'KILL', pgCtl)
  await waitForEnd(identity, immediateShutdownMs)
}

/** Sends a signal, if the process is still the one we mean. Windows has no signals: pg_ctl tells the server there. */
export function signalPostmaster(identity: ProcessIdentity, name: 'INT' | 'QUIT' | 'KILL', pgCtl: string): void {
  if (!isAlive(identity)) return
  try {
    if (process.platform === 'win32') execFileSync(pgCtl, ['kill', name, String(identity.pid)])
    else process.kill(identity.pid, `SIG${name}`)
  } catch {
    // It ended in the meantime.
  }
}
