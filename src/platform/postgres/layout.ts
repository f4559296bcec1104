import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { errorCode, fileProblem, PostgresStartError } from './start-error.ts'

/** Where things lie inside the directory that the caller gave us. All of it is one volume, so all of it survives together. */
export type Layout = {
  dir: string
  /** PostgreSQL's own directory (PGDATA) */
  cluster: string
  password: string
  log: string
  lock: string
}

export function layoutOf(dataDir: string): Layout {
  const dir = resolve(dataDir)
  return {
    dir,
    cluster: join(dir, 'cluster'),
    password: join(dir, 'password'),
    log: join(dir, 'server.log'),
    lock: join(dir, 'supervisor.lock'),
  }
}

/**
 * Makes the directory. As root it stays root's but may be passed through, so that the user of the server reaches its
 * cluster; the files beside the cluster are closed one by one.
 */
export function prepareLayout(dataDir: string, isRoot: boolean): Layout {
  const { dir } = layoutOf(dataDir)
  try {
    mkdirSync(dir, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
    if (!statSync(dir).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' })
  } catch (error) {
    throw fileProblem(dir, error)
  }
  if (existsSync(join(dir, 'PG_VERSION')))
    throw new PostgresStartError(
      `${dir} is itself a PostgreSQL data directory. Set EZ360_DATA_DIR to an empty directory, or use that server through DATABASE_URL.`,
    )
  return layoutOf(realpathSync(dir))
}

/** Opens a file beside the cluster: never through a symlink, and owned by whoever owns the directory. */
export function openBeside(path: string, dir: string, flags: number, mode: number): number {
  try {
    const isNew = !existsSync(path)
    const fd = openSync(path, flags | (constants.O_NOFOLLOW ?? 0), mode)
    if (isNew && process.geteuid?.() === 0) {
      const owner = statSync(dir)
      if (owner.uid !== 0) chownSync(path, owner.uid, owner.gid)
    }
    return fd
  } catch (error) {
    throw fileProblem(path, error)
  }
}

/** The superuser's password, or undefined when there is none yet. */
export function findPassword(layout: Layout): string | undefined {
  try {
    return readFileSync(layout.password, 'utf8').trim() || undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new PostgresStartError(
      `No permission to read ${layout.password}. Start EZ360PM as the user who started it before.`,
    )
  }
}

/** Makes the password before the cluster that needs it, so that a crash in between loses nothing. */
export function createPassword(layout: Layout): string {
  const password = randomBytes(24).toString('base64url')
  const fd = openBeside(layout.password, layout.dir, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600)
  try {
    writeSync(fd, `${password}\n`)
    fsyncSync(fd)
  } catch (error) {
    throw fileProblem(layout.password, error)
  } finally {
    closeSync(fd)
  }
  return password
}
