import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { checkedMediaKey } from './key.ts'
import type { MediaStorage } from './storage.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Files under `root`. A file appears whole, by renaming, and survives a power cut once `put` has answered. */
export function createLocalMedia({ root }: { root: string }): MediaStorage {
  const home = resolve(root)
  const incoming = join(home, '.incoming')
  const pathOf = (key: string) => join(home, checkedMediaKey(key))
  let swept: Promise<void> | undefined

  return {
    async put(key, content, { maxBytes }) {
      const path = pathOf(key)
      swept ??= sweep(incoming)
      await swept
      const half = join(incoming, newId())
      try {
        const written = await writeDown(half, content, maxBytes)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(half, path)
        await syncFolder(dirname(path))
        return { key, ...written }
      } catch (error) {
        await rm(half, { force: true })
        throw error
      }
    },

    async open(key) {
      const file = await open(pathOf(key), constants.O_RDONLY | constants.O_NOFOLLOW).catch(refuseMissing)
      const { size } = await file.stat()
      return { stream: file.createReadStream(), size }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },

    async exists(key) {
      const path = pathOf(key)
      return stat(path).then(
        (found) => found.isFile(),
        (error: unknown) => {
          if (isMissing(error)) return false
          throw error
        },
      )
    },
  }
}

async function writeDown(path: string, content: Readable | Buffer, maxBytes: number) {
  const file = await open(path, 'wx', 0o600)
  try {
    const written = await copyInto(file, content instanceof Readable ? content : [content], maxBytes)
    await file.sync()
    return written
  } finally {
    await file.close()
  }
}

/** Leaving the loop early, by refusing, also ends the stream that it reads. */
async function copyInto(file: FileHandle, content: AsyncIterable<Buffer> | Iterable<Buffer>, maxBytes: number) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > maxBytes) throw new Refusal('payload_too_large', { maxBytes })
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { size, sha256: hash.digest('hex') }
}

/** The name too is only durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** What a crash left half written, a day ago or more: nobody writes so long. */
async function sweep(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const before = Date.now() - dayMs
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtimeMs < before) await rm(path, { force: true })
  }
}

function refuseMissing(error: unknown): never {
  if (isMissing(error)) throw new Refusal('not_found')
  throw error
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
