import { closeSync, constants, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { openBeside } from './layout.ts'

const bytesMax = 10 * 1024 * 1024

/** Opens the log for the server to append to; an old one over 10 MB becomes `server.log.1`. */
export function openServerLog(path: string, dir: string, max = bytesMax): { fd: number; offset: number } {
  const old = statSync(path, { throwIfNoEntry: false })
  if (old && old.size > max) renameSync(path, `${path}.1`)
  const fd = openBeside(path, dir, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600)
  return { fd, offset: fstatSync(fd).size }
}

/** The last lines that were written after `offset`. */
export function lastLogLines(path: string, offset: number, linesMax = 8): string[] {
  const fd = openSync(path, 'r')
  try {
    const from = Math.max(offset, fstatSync(fd).size - 16_384)
    const buffer = Buffer.alloc(16_384)
    const length = readSync(fd, buffer, 0, buffer.length, from)
    const lines = buffer.toString('utf8', 0, length).split('\n')
    return lines.filter((line) => line.trim() !== '').slice(-linesMax)
  } finally {
    closeSync(fd)
  }
}
