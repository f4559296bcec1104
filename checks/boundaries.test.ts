import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mapFaults, readBoundaries } from './boundaries.ts'
import { modules } from './modules.map.ts'

const planted = join(import.meta.dirname, 'planted/boundaries')
const map = { lower: [], upper: ['lower'] }

/** The planted file (below src/) and the rules that must refuse it; every other planted file is in order. */
const refusals = `
  app/web.tsx                                    web-opens-no-server
  kernel/circle-back.ts                          no-cycle
  kernel/lost.ts                                 resolves
  kernel/opens-node.ts                           browser-has-no-node
  kernel/opens-platform.ts                       kernel-stands-alone
  kernel/opens-test.ts                           tests-are-leaves
  kernel/opens-testing.ts                        testing-is-for-tests
  modules/lower/domain/opens-server.ts           lower/domain
  modules/lower/server/opens-app.ts              app-is-the-top lower/server
  modules/lower/server/reads-rows.ts             tables-stay-inside
  modules/lower/server/opens-upward.ts           lower/server
  modules/lower/server/opens-web.ts              lower/server
  modules/unlisted                               module-is-listed
  modules/upper/contract-extra.ts                upper/contract
  modules/upper/domain/opens-lower-domain.ts     upper/domain
  modules/upper/server/opens-room.ts             upper/server
  modules/upper/utils                            module-has-floors
  modules/upper/web/opens-node.ts                browser-has-no-node
  modules/upper/web/opens-platform.ts            upper/web
  modules/upper/web/opens-server.ts              upper/web
  platform/opens-dev-package.ts                  server-needs-no-dev-package
  platform/opens-main.ts                         only-main-starts platform-knows-no-module
  platform/opens-module.ts                       platform-knows-no-module
  ui/opens-module.ts                             ui-knows-no-module
  ui/opens-platform.ts                           ui-knows-no-module`

test('the laws bite: each planted import is refused by its rule, and nothing else is', async () => {
  const { faults } = await readBoundaries(planted, map)
  const byFile = Map.groupBy(faults, (fault) => fault.file.replace('src/', ''))
  const seen = [...byFile].map(([file, found]) => [file, ...new Set(found.map((fault) => fault.rule))].join(' '))
  const expected = refusals.trim().split('\n')
  expect(seen.map(sorted).sort()).toEqual(expected.map(sorted).sort())
})

test('the map stands in order, and a module that opens a higher one is noticed', () => {
  expect(mapFaults(modules)).toEqual([])
  expect(mapFaults({ lower: ['upper'], upper: [] })).toHaveLength(1)
  expect(mapFaults({ lower: [], upper: ['lowre'] })).toHaveLength(1)
})

test('a reader that reads no files is found asleep', async () => {
  const { faults } = await readBoundaries(join(planted, 'src/app'), map)
  expect(faults.map((fault) => fault.rule)).toContain('awake')
})

test('the law reads the real tree and follows its # imports', async () => {
  const { files, ownImports } = await readBoundaries(join(import.meta.dirname, '..'))
  expect(files).toBeGreaterThan(50)
  expect(ownImports).toBeGreaterThan(10)
})

function sorted(line: string): string {
  const [file, ...rules] = line.trim().split(/\s+/)
  return [file, ...rules.sort()].join(' ')
}
