import type { IFlattenedRuleSet } from 'dependency-cruiser'
import type { ModuleMap } from './modules.map.ts'

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number]
/** Regular expressions over paths from the root: what may stand at the two ends of an import. */
type End = { path?: string | string[]; pathNot?: string | string[] }

const test = '\\.test\\.tsx?$'
const contract = 'contract[a-z-]*\\.ts$'
const kernel = '^src/kernel/'
const platform = '^src/platform/'
const ui = '^src/ui/'
const ownTesting = '^src/testing/'
const appWeb = '^src/app/web[./-]'
/** Files that run in a browser as well: nothing of Node may reach them. */
const browserFiles = ['^src/(kernel|ui)/', appWeb, `^src/modules/[^/]+/(domain/|web/|${contract})`]
const tablesReaders = '/server/[a-z-]*(store|queries|views|tables)[a-z-]*\\.ts$'

/** The rules of CONTRIBUTING.md, "The shape of a change", for a map of modules. */
export function boundaryRules(map: ModuleMap): Rule[] {
  return [
    // Types may know each other within a floor: they are gone when the code runs. Between modules the map forbids it.
    {
      ...rule('no-cycle', 'Move what both need down, or announce a fact.', {}, {}),
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { ...rule('resolves', 'This import leads nowhere.', {}, {}), to: { couldNotResolve: true } },
    only('kernel-stands-alone', 'The kernel opens only itself.', kernel, [kernel]),
    only('platform-knows-no-module', 'The platform opens itself and the kernel.', platform, [platform, kernel]),
    only('ui-knows-no-module', 'The ui opens itself and the kernel.', ui, [ui, kernel]),
    rule(
      'only-main-starts',
      'Nobody imports src/main.ts; it starts everything.',
      { pathNot: ['^bin/', ownTesting] },
      { path: '^src/main\\.ts$' },
    ),
    rule(
      'app-is-the-top',
      'Only main composes through src/app.',
      { path: '^src/', pathNot: ['^src/(app|testing)/', '^src/main\\.ts$'] },
      { path: '^src/app/' },
    ),
    rule(
      'testing-is-for-tests',
      'Only tests, journeys, benchmarks and checks may use src/testing.',
      { path: '^src/', pathNot: [test, ownTesting] },
      { path: ownTesting },
    ),
    rule('tests-are-leaves', 'A test is not imported; shared parts belong into src/testing.', {}, { path: test }),
    rule(
      'web-opens-no-server',
      'The browser half of app opens web doors and ui.',
      { path: appWeb, pathNot: test },
      { path: [platform, '^src/modules/[^/]+/server/'] },
    ),
    {
      ...rule('browser-has-no-node', 'This file also runs in a browser.', { path: browserFiles, pathNot: test }, {}),
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      ...rule(
        'server-needs-no-dev-package',
        'An installation has no devDependencies: import the package in the web, or move it to dependencies.',
        { path: '^src/', pathNot: [test, ownTesting, ui, appWeb, '^src/modules/[^/]+/web/'] },
        {},
      ),
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    rule(
      'tables-stay-inside',
      'Only stores, queries and views read tables.ts.',
      { path: '^src/modules/', pathNot: [test, tablesReaders] },
      { path: '^src/modules/[^/]+/server/tables\\.ts$' },
    ),
    ...Object.entries(map).flatMap(([name, opens]) => moduleRules(name, opens)),
  ]
}

/** What the floors of one module may open; a test may open what its floor may, and `#testing`. */
function moduleRules(name: string, opens: readonly string[]): Rule[] {
  const here = `^src/modules/${name}/`
  const others = opens.length > 0 ? `^src/modules/(${opens.join('|')})/` : '^no module/'
  const mayOpen = `It may open the doors of: ${opens.join(', ') || 'no module'} (checks/modules.map.ts).`
  const ownContract = `${here}${contract}`
  const otherContract = `${others}contract\\.ts$`
  return [
    only(`${name}/domain`, 'Domain opens its own domain and the kernel.', `${here}domain/`, [`${here}domain/`, kernel]),
    only(`${name}/contract`, `A contract opens its own domain and other contracts. ${mayOpen}`, ownContract, [
      `${here}domain/`,
      ownContract,
      otherContract,
      kernel,
    ]),
    only(`${name}/server`, `Server opens doors, not rooms. ${mayOpen}`, `${here}server/`, [
      `${here}(domain|server)/`,
      ownContract,
      `${others}(domain|server)/index\\.ts$`,
      platform,
      kernel,
    ]),
    only(`${name}/web`, `Web opens its own domain, contract, ui and web doors. ${mayOpen}`, `${here}web/`, [
      `${here}(domain|web)/`,
      ownContract,
      `${others}web/index\\.tsx?$`,
      otherContract,
      ui,
      kernel,
    ]),
  ]
}

/** Files at `from` may open, of our own sources, only `allowed`; their tests also what is made for tests. */
function only(name: string, comment: string, from: string, allowed: string[]): Rule {
  return rule(
    name,
    comment,
    { path: from },
    { path: '^(src|checks|bench|e2e|bin)/', pathNot: [...allowed, ownTesting] },
  )
}

function rule(name: string, comment: string, from: End, to: End): Rule {
  return { name, comment, severity: 'error', from, to }
}
