import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { createPassword, findPassword, type Layout } from './layout.ts'
import { runProgram, spawnProblem } from './program.ts'
import { canReach, type RunAs } from './run-as.ts'
import { firstSettings, settingArguments } from './server-settings.ts'
import { fileProblem, PostgresStartError, programProblem } from './start-error.ts'

/**
 * How PostgreSQL's programs name their directory. A user who cannot pass the directories above it (/root/… is 0700)
 * still works in it: we enter it as root before becoming that user, and /proc/self/cwd leads there without a walk.
 */
export function nameForServer(cluster: string, runAs: RunAs): string {
  if (canReach(runAs, cluster)) return cluster
  if (process.platform === 'linux' && existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw new PostgresStartError(
    `The user of the database server (uid ${runAs?.uid}) cannot reach ${cluster}. Set EZ360_DATA_DIR to a directory that every user can pass through.`,
  )
}

/** Makes the cluster at the first start, checks it at every other. Returns the superuser's password. */
export async function prepareCluster(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<string> {
  if (isCluster(layout)) {
    checkVersion(layout, binaries)
    takeOwnership(layout.cluster, runAs)
    return findPassword(layout) ?? (await resetPassword(layout, binaries, runAs))
  }
  const password = findPassword(layout) ?? createPassword(layout)
  await createCluster(layout, binaries, runAs, password)
  return password
}

function isCluster({ cluster }: Layout): boolean {
  const found = lstatSync(cluster, { throwIfNoEntry: false })
  if (!found) return false
  if (existsSync(join(cluster, 'PG_VERSION'))) return true
  if (!found.isDirectory() || readdirSync(cluster).length > 0)
    throw new PostgresStartError(`${cluster} holds something that is not a PostgreSQL database. Move it away.`)
  return false
}

/** Refuses another user's cluster before anything is touched. Root may use all. */
export function checkOwner({ dir, cluster }: Layout): void {
  const us = process.geteuid?.()
  const owner = lstatSync(cluster, { throwIfNoEntry: false })?.uid
  if (us === undefined || us === 0 || owner === undefined || owner === us) return
  throw new PostgresStartError(
    `The database in ${dir} belongs to the user with uid ${owner}, probably because EZ360PM was started as root before. Start it as root again, or set EZ360_DATA_DIR to another directory.`,
  )
}

function checkVersion({ dir, cluster }: Layout, binaries: Binaries): void {
  const made = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim())
  if (made !== binaries.major)
    throw new PostgresStartError(
      `The database in ${dir} was made by PostgreSQL ${made}, this EZ360PM brings PostgreSQL ${binaries.major}. Start the EZ360PM that made it, back it up there and restore the backup here.`,
    )
}

/** A cluster that root copied here, from a backup for example, belongs to root: PostgreSQL wants it back. */
function takeOwnership(cluster: string, runAs: RunAs): void {
  const found = lstatSync(cluster)
  try {
    if (runAs && found.uid === 0) {
      for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
        lchownSync(join(cluster, name), runAs.uid, runAs.gid)
      lchownSync(cluster, runAs.uid, runAs.gid)
    }
    if (process.platform !== 'win32' && (found.mode & 0o777) !== 0o700 && (found.mode & 0o777) !== 0o750)
      chmodSync(cluster, 0o700)
  } catch (error) {
    throw fileProblem(cluster, error)
  }
}

/** initdb works beside the cluster's place, then one rename makes it the cluster: it exists whole or not at all. */
async function createCluster(layout: Layout, binaries: Binaries, runAs: RunAs, password: string): Promise<void> {
  const fresh = `${layout.cluster}.new-${randomUUID()}`
  let secret: string | undefined
  try {
    removeUnfinished(layout.dir)
    mkdirSync(fresh, { mode: 0o700 })
    if (runAs) lchownSync(fresh, runAs.uid, runAs.gid)
    secret = lendPassword(password, runAs)
    const args = ['-D', nameForServer(fresh, runAs), '--username=postgres', `--pwfile=${join(secret, 'password')}`]
    args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C')
    args.push('--auth=scram-sha-256', '--data-checksums', ...settingArguments(firstSettings))
    const run = await runProgram(binaries.initdb, args, runAs, { cwd: fresh })
    if (run.failure) throw spawnProblem(binaries.initdb, runAs, run.failure)
    if (!run.ok) throw initdbProblem(layout.dir, run.lines)
    renameSync(fresh, layout.cluster)
    syncDirectory(layout.dir)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw fileProblem(layout.dir, error)
  } finally {
    if (secret) rmSync(secret, { recursive: true, force: true })
  }
}

/** initdb reads the password from a file, as the server's user, for whom root's TMPDIR may be closed. */
function lendPassword(password: string, runAs: RunAs): string {
  const places = [tmpdir(), '/tmp', '/var/tmp']
  const place = places.find((each) => existsSync(each) && canReach(runAs, realpathSync(each)))
  const secret = mkdtempSync(join(place ?? tmpdir(), 'ez360pm-'))
  const file = join(secret, 'password')
  writeFileSync(file, password, { mode: 0o600, flag: 'wx' })
  if (runAs) for (const path of [file, secret]) lchownSync(path, runAs.uid, runAs.gid)
  return secret
}

function initdbProblem(dir: string, lines: string[]): PostgresStartError {
  if (lines.some((line) => line.includes('could not look up effective user')))
    return new PostgresStartError(
      `PostgreSQL needs a user with a name to make its database, and this one (uid ${process.geteuid?.()}) has no line in /etc/passwd. Start EZ360PM as a user that has one, or set DATABASE_URL.`,
    )
  return programProblem(`Could not create the database in ${dir}.`, dir, lines.slice(-6))
}

function removeUnfinished(dir: string): void {
  for (const name of readdirSync(dir))
    if (name.startsWith('cluster.new-')) rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 3 })
}

function syncDirectory(dir: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(dir, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

/** Who may write the cluster's files may set its password: the file was lost, a new one takes its place. */
async function resetPassword(layout: Layout, binaries: Binaries, runAs: RunAs): Promise<string> {
  const password = createPassword(layout)
  const args = ['--single', '-D', nameForServer(layout.cluster, runAs), 'postgres']
  const input = `ALTER ROLE postgres PASSWORD '${password}'\n`
  const run = await runProgram(binaries.postgres, args, runAs, { cwd: layout.cluster, input })
  if (run.ok && !run.lines.some((line) => /ERROR|FATAL/.test(line))) return password
  rmSync(layout.password, { force: true })
  throw programProblem(
    `The password of the database in ${layout.dir} is lost and could not be set again.`,
    layout.dir,
    run.lines.slice(-6),
  )
}
