import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fault, isStarted, report, repository } from './fault.ts'
import { readSources } from './sources.ts'

/** A command of bin/ez360 that writes documentation, and the file or folder that it writes. */
export type Generator = { command: string[]; writes: string }

/** In this order. A generator counts from the day that its output is in the tree. */
export const generators: readonly Generator[] = [
  { command: ['docs', 'configuration'], writes: 'docs/configuration.md' },
  { command: ['docs', 'permissions'], writes: 'docs/permissions.md' },
  { command: ['docs', 'api'], writes: 'docs/api' },
]

/**
 * Runs the generators below `base` and tells what they changed; the files stay as they were generated. Compares
 * checksums instead of asking git, which a bare machine does not have.
 */
export function regenerate(base: string, all: readonly Generator[]): { faults: Fault[]; ran: number } {
  const present = all.filter(({ writes }) => existsSync(join(base, writes)))
  const faults = present.flatMap(({ command, writes }) => {
    const before = fingerprint(base, writes)
    const run = spawnSync(process.execPath, ['bin/ez360', ...command], { cwd: base, encoding: 'utf8' })
    const what = `bin/ez360 ${command.join(' ')}`
    if (run.status !== 0) {
      return [{ file: writes, rule: 'generator', text: `${what} ended with ${run.status}: ${run.stderr.trim()}` }]
    }
    if (fingerprint(base, writes) === before) return []
    return [{ file: writes, rule: 'generated', text: `said something else than the code: commit what ${what} wrote` }]
  })
  return { faults, ran: present.length }
}

function fingerprint(base: string, path: string): string {
  const hash = createHash('sha256')
  const isFile = /\.\w+$/.test(path)
  const files = isFile ? [{ path, text: readFileSync(join(base, path), 'utf8') }] : readSources(base, [path], /./)
  for (const file of files) hash.update(`${file.path}\0${file.text}\0`)
  return hash.digest('hex')
}

if (isStarted(import.meta.filename)) {
  const { faults, ran } = regenerate(repository, generators)
  report(faults, `${ran} of ${generators.length} generators ran`)
}
