import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './fault.ts'

/** One file of Vite's manifest, named by its source. */
export type Chunk = {
  file: string
  imports?: string[]
  css?: string[]
  dynamicImports?: string[]
  isEntry?: boolean
  isDynamicEntry?: boolean
}
export type Manifest = Record<string, Chunk>

export type Weight = { screen: string; bytes: number; most: number }

const behindSignIn = /identity\/web\/(account\/|passkey-client|second-factor\/step-up)/

/** Brotli, scripts and styles (shared/design/web.md). The first that matches counts; the rest are screens. */
const budgets: readonly { screen: RegExp; most: number; addsOnly?: boolean }[] = [
  // One’s own account and its proof are behind sign-in, and passkeys come after the screen: like others.
  { screen: behindSignIn, most: 270_000 },
  { screen: /identity\/web\//, most: 190_000 },
  { screen: /\bdashboard\b/, most: 240_000 },
  // A chart comes after the figures are on screen: only what it adds counts.
  { screen: /home\/web\/trend|chart/, most: 125_000, addsOnly: true },
  { screen: /\/web\//, most: 270_000 },
]

/**
 * What the first load has grown over its budget by the modules of 2026-11-24 and -27, in bytes. Screens over their budget are
 * told; none may grow beyond this. It only ever gets smaller, down to 0.
 */
const overdraft = 17_500

/** What each screen of the modules loads before it shows: the entry, the shell when it is inside one, and itself. */
export function weights(manifest: Manifest, size: (file: string) => number): Weight[] {
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
  const shell = Object.keys(manifest).find((name) => name.endsWith('ui/shell/shell.tsx'))
  if (!entry || !shell) return []
  return Object.keys(manifest).flatMap((screen) => {
    const budget = budgets.find((one) => one.screen.test(screen))
    if (!budget || !manifest[screen]?.isDynamicEntry) return []
    const outside = /identity\/web\//.test(screen) && !behindSignIn.test(screen)
    const before = new Set([entry, ...(outside ? [] : [shell])].flatMap((name) => filesOf(manifest, name)))
    const own = filesOf(manifest, screen)
    const files = new Set(budget.addsOnly ? own.filter((file) => !before.has(file)) : [...before, ...own])
    return [{ screen, bytes: [...files].reduce((sum, file) => sum + size(file), 0), most: budget.most }]
  })
}

/** A chunk's script and styles, with all that it imports before it runs. */
function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name]
  if (!chunk || seen.has(name)) return []
  seen.add(name)
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))]
}

function compressed(folder: string, file: string): number {
  const brotli = join(folder, `${file}.br`)
  return statSync(existsSync(brotli) ? brotli : join(folder, file)).size
}

function main(): void {
  const folder = join(repository, 'dist', 'web')
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const all = weights(manifest, (file) => compressed(folder, file)).sort((a, b) => b.bytes - a.bytes)
  const over = all.filter((one) => one.bytes > one.most)
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
  for (const one of process.argv.includes('--all') ? all : over) {
    console.log(`${one.screen}  ${kilobytes(one.bytes)} of ${kilobytes(one.most)}`)
  }
  if (all.length === 0) console.log('no screens were found in the manifest: the law is asleep')
  const broken = over.some((one) => one.bytes > one.most + overdraft)
  process.exitCode = broken || all.length === 0 ? 1 : 0
}

if (import.meta.main) main()
