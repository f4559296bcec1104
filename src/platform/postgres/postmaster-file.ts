import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { askPs, findProcess, type ProcessIdentity } from './live-process.ts'
import { errorCode, fileProblem } from './start-error.ts'

/** What a server says about itself in postmaster.pid (src/include/utils/pidfile.h). `status` is `ready` when it serves. */
export type PostmasterFile = { pid: number; dir: string; port: number; status: string }

export function postmasterFilePath(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** Undefined when there is no file or the server has not written all of it yet. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let text: string
  try {
    text = readFileSync(postmasterFilePath(cluster), 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw fileProblem(cluster, error)
  }
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  return { pid, dir: lines[1] ?? '', port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

/** The living server of this cluster, or undefined when the file is stale: its process dead or another program. */
export function findPostmaster(cluster: string): (PostmasterFile & { identity: ProcessIdentity }) | undefined {
  const file = readPostmasterFile(cluster)
  const identity = file && findProcess(file.pid)
  return identity && isPostmasterOf(file, cluster) ? { ...file, identity } : undefined
}

function isPostmasterOf(file: PostmasterFile, cluster: string): boolean {
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux') return basename(askPs(file.pid, 'comm=')?.split('\n').at(-1) ?? '') === 'postgres'
  try {
    if (readFileSync(`/proc/${file.pid}/comm`, 'utf8').trim() !== 'postgres') return false
    // A server works in its data directory, which tells it from one whose files were copied to here.
    const here = statSync(cluster)
    const there = statSync(`/proc/${file.pid}/cwd`)
    return here.dev === there.dev && here.ino === there.ino
  } catch (error) {
    if (errorCode(error) === 'EACCES') return true
    return false
  }
}
