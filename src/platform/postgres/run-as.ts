import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user that PostgreSQL runs as; undefined means the user we are. */
export type RunAs = { uid: number; gid: number } | undefined

export function weAreRoot(): boolean {
  return process.geteuid?.() === 0
}

/**
 * PostgreSQL refuses to run as root. As root we run it as the owner of an existing cluster, else as `postgres`,
 * else as `nobody`.
 */
export function chooseRunAs(cluster: string): RunAs {
  if (!weAreRoot()) return undefined
  const existing = statSync(cluster, { throwIfNoEntry: false })
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  return findUser('postgres') ?? findUser('nobody') ?? { uid: 65534, gid: 65534 }
}

function findUser(name: string): RunAs {
  let lines: string[]
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return undefined
  }
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
  const uid = Number(fields?.[2])
  const gid = Number(fields?.[3])
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : undefined
}

/** Whether that user may pass through every directory on the way to and including `path` (by mode bits). */
export function canReach(user: RunAs, path: string): boolean {
  if (!user) return true
  for (let at = path; ; at = dirname(at)) {
    if (!maySearch(user, statSync(at))) return false
    if (at === dirname(at)) return true
  }
}

function maySearch(user: { uid: number; gid: number }, { uid, gid, mode }: Stats): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0
}
