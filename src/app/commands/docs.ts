import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { permissions, roles } from '#kernel/permissions.ts'
import { type Feature, features, planAllowsFeature, planNames, plans } from '#kernel/plans.ts'
import { openApi } from '#platform/http/openapi.ts'
import { describeVariables, readSettings } from '#platform/settings.ts'
import { apiOf } from '../api.ts'
import { root } from '../database.ts'
import { type CliWork, print } from './command.ts'
import { UsageError } from './usage-error.ts'

/** The permission table of the guide, and what each plan has. */
function describePermissions(): string {
  const rows = Object.entries(permissions).map(([name, grant]) => {
    const flag = 'flag' in grant ? grant.flag : undefined
    const marks = roles.map((role) => ((grant.roles as readonly string[]).includes(role) ? '✓' : flag ? 'flag' : ''))
    return `| \`${name}\` | ${grant.text}${flag ? ` (or flag \`${flag}\`)` : ''} | ${marks.join(' | ')} |`
  })
  return [
    '# Permissions',
    '',
    'Generated from `src/kernel/permissions.ts` by `ez360 docs permissions`; do not edit.',
    '',
    `| permission | what it allows | ${roles.join(' | ')} |`,
    `|---|---|${roles.map(() => ':-:|').join('')}`,
    ...rows,
    '',
    ...describePlans(),
    '',
  ].join('\n')
}

function describePlans(): string[] {
  const names = planNames.map((plan) => plans[plan].name)
  const dollars = (cents: number) => `$${cents / 100}`
  const row = (text: string, cells: readonly string[]) => `| ${text} | ${cells.join(' | ')} |`
  return [
    '# Plans',
    '',
    'From `src/kernel/plans.ts`. Without billing (self-hosting) everything is on.',
    '',
    row('feature', names),
    `|---|${names.map(() => ':-:|').join('')}`,
    row(
      'seats included',
      planNames.map((plan) => String(plans[plan].seats)),
    ),
    row(
      'price per month / year',
      planNames.map((plan) => `${dollars(plans[plan].monthCents)} / ${dollars(plans[plan].yearCents)}`),
    ),
    ...Object.entries(features).map(([name, { text }]) =>
      row(
        `\`${name}\`: ${text}`,
        planNames.map((plan) => (planAllowsFeature(plan, name as Feature) ? '✓' : '')),
      ),
    ),
  ]
}

/** The same document wherever it is made: no address or version of this machine. */
function describeApi(): string {
  const settings = readSettings({}, '.')
  return `${JSON.stringify(openApi(apiOf(settings), settings), null, 1)}\n`
}

const pages: { [name: string]: { file: string; made: () => string } } = {
  configuration: { file: 'docs/configuration.md', made: describeVariables },
  permissions: { file: 'docs/permissions.md', made: describePermissions },
  api: { file: 'docs/api/openapi.json', made: describeApi },
}

export const docs: CliWork = {
  async run({ positionals: [name = ''] }) {
    const page = pages[name]
    if (!page) throw new UsageError(`There is no page “${name}”. Choose one of ${Object.keys(pages).join(', ')}.`)
    mkdirSync(dirname(join(root, page.file)), { recursive: true })
    writeFileSync(join(root, page.file), page.made())
    print(page.file)
    return 0
  },
}

export const openapi: CliWork = {
  async run() {
    print(describeApi().trimEnd())
    return 0
  },
}
