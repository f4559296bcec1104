import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, locatePackage, prepareBinaries, runtimePlaces } from './binaries.ts'
import { checkOwner, prepareCluster } from './cluster.ts'
import { findPassword, type Layout, layoutOf, prepareLayout } from './layout.ts'
import { isAlive } from './live-process.ts'
import { type SupervisorLock, takeLock } from './lock.ts'
import { type Postmaster, signalPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { findPostmaster } from './postmaster-file.ts'
import { type Answer, adminUrl, probe } from './probe.ts'
import { chooseRunAs, weAreRoot } from './run-as.ts'
import { PostgresStartError } from './start-error.ts'

export { PostgresStartError }

export type StartPostgresOptions = {
  /** A directory of ours alone: `cluster/` (PGDATA), `password`, `server.log` and `supervisor.lock` lie in it. */
  dataDir: string
  log?: (line: string) => void
  /** PostgreSQL settings for this run, over all others (`fsync: 'off'` in tests). A reused server keeps its own. */
  settings?: Record<string, string>
  /** Where to copy the programs when they cannot run from node_modules. */
  runtimeDir?: string
  /** Called when the server ends and nobody stopped it. */
  onUnexpectedEnd?: () => void
}

export type RunningPostgres = {
  /** The superuser's connection to the database `postgres`. */
  adminUrl: string
  port: number
  dataDir: string
  /** True when the server had outlived the process that started it. */
  reused: boolean
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL on a directory, making it at the first start; takes over a server that outlived its
 * supervisor. One living process per directory. Throws PostgresStartError with a sentence for the person.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const log = options.log ?? (() => {})
  const layout = prepareLayout(options.dataDir, weAreRoot())
  checkOwner(layout)
  const lock = await takeLock(layout.lock, layout.dir)
  try {
    const runAs = chooseRunAs(layout.cluster)
    const places = runtimePlaces(layout.dir, runAs, options.runtimeDir)
    const binaries = await prepareBinaries(locatePackage(), runAs, places)
    const orphan = await findOrphan(layout, log)
    if (orphan) {
      log(`PostgreSQL was still running in ${layout.dir} (process ${orphan.identity.pid}); using it.`)
      return supervise(layout, lock, orphan, orphan.password, options, binaries)
    }
    const password = await prepareCluster(layout, binaries, runAs)
    const postmaster = await startPostmaster(layout, binaries, runAs, options.settings ?? {})
    const answer = await probe(postmaster.port, password)
    if (answer !== 'ok') {
      await stopPostmaster(postmaster.identity, binaries.pgCtl)
      throw new PostgresStartError(
        answer === 'refused_password'
          ? `The database in ${layout.dir} does not accept the password in ${layout.password}. Delete this file to get a new one.`
          : `PostgreSQL started in ${layout.dir}, but cannot be reached on 127.0.0.1 port ${postmaster.port}.`,
      )
    }
    log(`PostgreSQL ${binaries.version} is ready in ${layout.dir} (port ${postmaster.port}).`)
    return supervise(layout, lock, postmaster, password, options, binaries)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The connection of a server that runs on this directory (for `ez360 db-url`, psql), or undefined. */
export async function findRunningPostgres(dataDir: string): Promise<{ adminUrl: string } | undefined> {
  const layout = layoutOf(dataDir)
  checkOwner(layout)
  const found = findPostmaster(layout.cluster)
  if (found?.status !== 'ready') return undefined
  const password = findPassword(layout)
  if (password === undefined || (await probe(found.port, password)) !== 'ok') return undefined
  return { adminUrl: adminUrl(found.port, password) }
}

/** The server that a killed supervisor left, once it serves; undefined when there is none or it is just ending. */
async function findOrphan(
  layout: Layout,
  log: (line: string) => void,
): Promise<(Postmaster & { password: string }) | undefined> {
  for (let waited = 0; ; waited++) {
    const found = findPostmaster(layout.cluster)
    if (!found) return undefined
    const password = findPassword(layout)
    const answer = await askOrphan(found.port, password)
    if (answer === 'ok' && password !== undefined)
      return { identity: found.identity, port: found.port, child: undefined, password }
    if (!isAlive(found.identity)) continue
    if (waited === 0) log(`Waiting for the PostgreSQL that still runs in ${layout.dir} (process ${found.pid}).`)
    if (answer === 'refused_password' || waited > 600)
      throw new PostgresStartError(
        `A PostgreSQL server (process ${found.pid}) still runs in ${layout.dir} and does not let EZ360PM in. Stop it and start again.`,
      )
    await sleep(100)
  }
}

async function askOrphan(port: number, password: string | undefined): Promise<Answer> {
  if (password === undefined) return 'refused_password'
  return port > 0 ? probe(port, password) : 'not_yet'
}

function supervise(
  layout: Layout,
  lock: SupervisorLock,
  { identity, port, child }: Postmaster,
  password: string,
  options: StartPostgresOptions,
  binaries: Binaries,
): RunningPostgres {
  let stopping: Promise<void> | undefined
  const atExit = () => {
    signalPostmaster(identity, 'INT', binaries.pgCtl)
    lock.release()
  }
  process.once('exit', atExit)
  child?.once('exit', () => {
    if (stopping) return
    options.log?.(`PostgreSQL in ${layout.dir} ended by itself; its log is ${layout.log}.`)
    options.onUnexpectedEnd?.()
  })
  const stop = async () => {
    await stopPostmaster(identity, binaries.pgCtl)
    process.off('exit', atExit)
    lock.release()
  }
  return {
    adminUrl: adminUrl(port, password),
    port,
    dataDir: layout.dir,
    reused: child === undefined,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}
