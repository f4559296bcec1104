import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { hydrateLinks } from './package-links.ts'
import { canReach, type RunAs } from './run-as.ts'
import { errorCode, PostgresStartError } from './start-error.ts'

/**
 * Copies the package (58 MB) into `place`, readable by all, once per version; returns the copy's directory.
 * Several processes may do it at once: each copies under a name of its own, the first to rename wins.
 */
export function copyPackage(packageDir: string, place: string, runAs: RunAs): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const target = join(place, `ez360pm-postgres-${version}-${process.platform}-${process.arch}-${ourUid()}`)
  preparePlace(place, runAs)
  if (isWholeCopy(packageDir, target)) return target
  const fresh = `${target}.${randomUUID()}`
  try {
    copyTree(packageDir, fresh)
    if (!hydrateLinks(fresh)) throw new PostgresStartError(`Could not complete the copy of PostgreSQL in ${fresh}.`)
    moveAsideBroken(packageDir, target)
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Another process was faster: what it made serves us too.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error) ?? '') || !isWholeCopy(packageDir, target))
      throw error
  }
  return target
}

function preparePlace(place: string, runAs: RunAs): void {
  // The umask may have closed what we make; what others made stays as it is.
  if (mkdirSync(place, { recursive: true })) chmodSync(place, 0o755)
  if (!canReach(runAs, realpathSync(place)))
    throw new PostgresStartError(`The user of the database server (uid ${runAs?.uid}) cannot reach ${place}.`)
}

function ourUid(): number {
  return process.geteuid?.() ?? 0
}

/** A copy made by us that nobody else can change and that no cleaner of temporary files has thinned out. */
function isWholeCopy(packageDir: string, target: string): boolean {
  const found = lstatSync(target, { throwIfNoEntry: false })
  if (!found) return false
  const isSafe =
    found.isDirectory() && (process.platform === 'win32' || (found.uid === ourUid() && !(found.mode & 0o022)))
  if (!isSafe)
    throw new PostgresStartError(
      `${target} was not made by this user. Remove it, so that PostgreSQL can be copied there.`,
    )
  const present = new Set(readdirSync(target, { recursive: true, encoding: 'utf8' }))
  return readdirSync(packageDir, { recursive: true, encoding: 'utf8' }).every((name) => present.has(name))
}

function moveAsideBroken(packageDir: string, target: string): void {
  if (!lstatSync(target, { throwIfNoEntry: false }) || isWholeCopy(packageDir, target)) return
  const aside = `${target}.broken-${randomUUID()}`
  renameSync(target, aside)
  rmSync(aside, { recursive: true, force: true })
}

/** Like cp -r, with rights that do not depend on the umask or on how the package was unpacked. */
function copyTree(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const copy = join(to, entry.name)
    if (entry.isDirectory()) copyTree(source, copy)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), copy)
    else {
      copyFileSync(source, copy, constants.COPYFILE_FICLONE)
      chmodSync(copy, from.endsWith('bin') ? 0o755 : 0o644)
    }
  }
  chmodSync(to, 0o755)
}
