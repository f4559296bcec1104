import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fault, isStarted, report, repository } from './fault.ts'
import { unsafe, unwalled } from './migration-rules.ts'
import { readSources, type Source } from './sources.ts'

const folder = 'db/migrations'
/** One line per landed migration: its SHA-256 and its name. Only ever appended to, by `npm run migrations:seal`. */
const lockFile = 'db/migrations.lock'

/** What is wrong with the migrations below `root`. */
export function readMigrations(root: string): { faults: Fault[]; files: number } {
  const migrations = readSources(root, [folder], /\.sql$/)
  const faults = [
    ...nameFaults(migrations),
    ...lockFaults(root, migrations),
    ...migrations.flatMap(({ path, text }) => unsafe(path, text)),
    ...unwalled(migrations),
  ]
  if (migrations.length === 0) faults.push({ file: folder, rule: 'awake', text: 'read no migration' })
  return { faults, files: migrations.length }
}

/** Appends the migrations that the lock does not know yet; their names. Refuses nothing: the check does. */
export function seal(root: string): string[] {
  const sealed = readLock(root)
  const fresh = readSources(root, [folder], /\.sql$/).filter(({ path }) => !sealed.has(nameOf(path)))
  for (const { path, text } of fresh) appendFileSync(join(root, lockFile), `${checksum(text)}  ${nameOf(path)}\n`)
  return fresh.map(({ path }) => nameOf(path))
}

function nameFaults(migrations: Source[]): Fault[] {
  return migrations.flatMap(({ path }, at) => {
    const expected = String(at + 1).padStart(4, '0')
    if (/^\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$/.test(nameOf(path)) && nameOf(path).startsWith(expected)) return []
    return [{ file: path, rule: 'migration-name', text: `is number ${at + 1}: name it ${expected}_what.sql` }]
  })
}

function lockFaults(root: string, migrations: Source[]): Fault[] {
  const sealed = readLock(root)
  const present = new Map(migrations.map(({ path, text }) => [nameOf(path), checksum(text)]))
  const faults: Fault[] = []
  for (const [name, sum] of sealed) {
    if (!present.has(name)) faults.push({ file: lockFile, rule: 'landed', text: `${name} has landed and is missing` })
    else if (present.get(name) !== sum) {
      const text = 'has landed and was edited: write a new migration (or, if it never landed, drop its line and seal)'
      faults.push({ file: `${folder}/${name}`, rule: 'landed', text })
    }
  }
  for (const name of present.keys()) {
    if (sealed.has(name)) continue
    faults.push({ file: `${folder}/${name}`, rule: 'sealed', text: 'lands with its seal: npm run migrations:seal' })
  }
  return faults
}

function readLock(root: string): Map<string, string> {
  const path = join(root, lockFile)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return new Map(lines.filter((line) => line !== '').map((line) => [line.slice(66), line.slice(0, 64)]))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Over the text with Unix line ends, so that a checkout on Windows counts as unedited. */
function checksum(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

if (isStarted(import.meta.filename)) {
  if (process.argv.includes('--seal')) console.log(`sealed: ${seal(repository).join(', ') || 'nothing new'}`)
  const { faults, files } = readMigrations(repository)
  report(faults, `${files} migrations read`)
}
