import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { boundaryRules } from './boundary-rules.ts'
import { type Fault, isStarted, report, repository } from './fault.ts'
import { type ModuleMap, modules } from './modules.map.ts'
import { readSources } from './sources.ts'

export type BoundaryReading = { faults: Fault[]; files: number; ownImports: number }

/** Reads the imports below `root` and tells every one that the map and CONTRIBUTING.md do not allow. */
export async function readBoundaries(root: string, map: ModuleMap = modules): Promise<BoundaryReading> {
  const result = await readImports(root, map)
  const files = result.modules.filter((module) => /^(src|checks)\/.*\.tsx?$/.test(module.source))
  const ownImports = files.flatMap((file) => file.dependencies).filter((to) => to.module.startsWith('#'))
  const faults = [
    ...mapFaults(map),
    ...folderFaults(root, map),
    ...result.summary.violations.map(({ rule, from, to, cycle }) => ({
      file: from,
      rule: rule.name,
      text: `opens ${cycle ? cycle.map((step) => step.name).join(' → ') : to}. ${comments(map).get(rule.name) ?? ''}`,
    })),
    ...sleepFaults(root, files.length, ownImports.filter((to) => !to.couldNotResolve).length),
  ]
  return { faults, files: files.length, ownImports: ownImports.length }
}

async function readImports(root: string, map: ModuleMap): Promise<ICruiseResult> {
  const folders = ['src', 'checks', 'e2e', 'bench'].filter((folder) => existsSync(join(root, folder)))
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: boundaryRules(map) },
      exclude: { path: '^checks/planted/' },
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
    },
    {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
    },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
  return output
}

/** A module may only name modules above it: so the map has no cycle and no misspelled name. */
export function mapFaults(map: ModuleMap): Fault[] {
  const above = new Set<string>()
  return Object.entries(map).flatMap(([name, opens]) => {
    const unknown = opens.filter((other) => !above.has(other))
    above.add(name)
    return unknown.map((other) => ({
      file: 'checks/modules.map.ts',
      rule: 'map-is-ordered',
      text: `${name} opens ${other}, which does not stand above it`,
    }))
  })
}

/** Module folders that the map does not list, and things in a module that are no floor of it. */
export function folderFaults(root: string, map: ModuleMap): Fault[] {
  const folder = join(root, 'src/modules')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const file = `src/modules/${name}`
    if (!Object.hasOwn(map, name)) {
      return [{ file, rule: 'module-is-listed', text: 'is not in checks/modules.map.ts: say there what it may open' }]
    }
    const strange = readdirSync(join(folder, name)).filter((entry) => !floors.test(entry))
    return strange.map((entry) => ({
      file: `${file}/${entry}`,
      rule: 'module-has-floors',
      text: 'is no floor: a module holds README.md, contract.ts, domain/, server/ and web/',
    }))
  })
}

const floors = /^(README\.md|contract(-[a-z-]+)?(\.test)?\.ts|domain|server|web)$/

/** A reader that sees nothing finds nothing: compares with the files that are there and the imports in their text. */
function sleepFaults(root: string, filesRead: number, importsFollowed: number): Fault[] {
  const sources = readSources(root, ['src', 'checks'], /\.tsx?$/)
  const aliased = sources.filter((source) => /from '#/.test(source.text)).length
  const asleep = filesRead < sources.length || importsFollowed < aliased
  if (!asleep && sources.length > 0) return []
  const text = `read ${filesRead} of ${sources.length} files and followed ${importsFollowed} # imports of at least ${aliased}`
  return [{ file: 'checks/boundaries.ts', rule: 'awake', text }]
}

function comments(map: ModuleMap): Map<string, string> {
  return new Map(boundaryRules(map).map((rule) => [rule.name ?? '', rule.comment ?? '']))
}

if (isStarted(import.meta.filename)) {
  const { faults, files, ownImports } = await readBoundaries(repository)
  report(faults, `${files} files and ${ownImports} # imports read`)
}
