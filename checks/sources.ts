import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text file of ours, named from the root with forward slashes. */
export type Source = { path: string; text: string }

const notOurs = new Set(['node_modules', 'dist', 'test-results', 'planted'])

/** The files in `folders` (or the root itself, `.`) that match, without what is built, installed or planted. */
export function readSources(root: string, folders: readonly string[], matching: RegExp): Source[] {
  return folders
    .flatMap((folder) => walk(root, folder))
    .filter((path) => matching.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Walks without git, which a bare machine does not have. */
function walk(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return notOurs.has(entry.name) || entry.name.startsWith('.') ? [] : walk(root, path)
    return entry.isFile() ? [path] : []
  })
}
