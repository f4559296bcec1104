import type { Fault } from './fault.ts'
import { partsOf, type Statement, statementsOf } from './sql-statements.ts'

/** What one statement does wrong; `fresh` are the tables that this migration made, which nobody uses yet. */
type Rule = {
  rule: string
  /** Whether `-- allow <rule>: <reason>` before the statement lets it pass. */
  mayBeAllowed: boolean
  instead: string
  refuses: (statement: Statement, fresh: Set<string>) => boolean
}

const name = '((?:"?\\w+"?\\.)?"?\\w+"?)'
const createTable = new RegExp(`^create (?:unlogged )?table (?:if not exists )?${name}\\s*\\(([\\s\\S]*)\\)`, 'i')
const alterTable = new RegExp(`^alter table (?:if exists )?(?:only )?${name}\\s+([\\s\\S]*)$`, 'i')
const createIndex = new RegExp(`^create (?:unique )?index (concurrently )?[\\s\\S]*?\\bon (?:only )?${name}`, 'i')

const rules: readonly Rule[] = [
  {
    rule: 'blocking-index',
    mayBeAllowed: true,
    instead: 'CREATE INDEX CONCURRENTLY: a plain one stops every write to a table in use',
    refuses: ({ sql }, fresh) => {
      const [, concurrently, table] = createIndex.exec(sql) ?? []
      return table !== undefined && !concurrently && !fresh.has(plain(table))
    },
  },
  {
    rule: 'required-column',
    mayBeAllowed: true,
    instead: 'a DEFAULT, or add it nullable, fill it, and require it in a later migration: rows exist already',
    refuses: ({ sql }, fresh) => {
      const [, table, actions] = alterTable.exec(sql) ?? []
      if (!table || !actions || fresh.has(plain(table))) return false
      return partsOf(actions).some(
        (action) =>
          /^add (?!constraint\b|check\b|primary\b|unique\b|foreign\b|exclude\b)/i.test(action) &&
          /\bnot null\b/i.test(action) &&
          !/\b(default|generated)\b/i.test(action),
      )
    },
  },
  {
    rule: 'index-rename',
    mayBeAllowed: true,
    instead: 'ALTER INDEX IF EXISTS: on a large installation the index may have been rebuilt under another name',
    refuses: ({ sql }) => /^alter index (?!if exists)[\s\S]*\brename to\b/i.test(sql),
  },
  {
    rule: 'deferred',
    mayBeAllowed: false,
    instead: 'a statement-level AFTER trigger with a transition table: a deferred refusal arrives without its reason',
    refuses: ({ sql }) => /(?<!\bnot )\bdeferrable\b|\binitially deferred\b|^create constraint trigger\b/i.test(sql),
  },
  {
    rule: 'set-config',
    mayBeAllowed: false,
    instead: 'SET LOCAL: only the statement reaches the shards',
    refuses: ({ sql }) => /\bset_config\s*\(/i.test(sql),
  },
  {
    rule: 'company-first',
    mayBeAllowed: true,
    instead: 'PRIMARY KEY (company_id, …): a tenant table is sharded by its company',
    refuses: ({ sql }) => {
      const table = tableOf(sql)
      return table?.columns.includes('company_id') === true && table.key[0] !== 'company_id'
    },
  },
]

/** What a migration must not do, statement by statement. */
export function unsafe(file: string, sql: string): Fault[] {
  const fresh = new Set<string>()
  return statementsOf(sql).flatMap((statement) => {
    const table = tableOf(statement.sql)
    if (table) fresh.add(table.name)
    const { line, allowed } = statement
    return rules
      .filter((one) => !(one.mayBeAllowed && allowed.has(one.rule)) && one.refuses(statement, fresh))
      .map((one) => ({ file, line, rule: one.rule, text: `instead: ${one.instead}` }))
  })
}

/** Tenant tables of all migrations together that stand outside the wall (row-level security). */
export function unwalled(migrations: readonly { path: string; text: string }[]): Fault[] {
  const all = migrations.flatMap(({ path, text }) => statementsOf(text).map((one) => ({ ...one, path })))
  const walled = new Set(
    all.flatMap(({ sql }) => {
      const called = /^call wall\(\s*'([\w.]+)'/i.exec(sql)?.[1]
      const enabled = /\benable row level security\b/i.test(sql) ? alterTable.exec(sql)?.[1] : undefined
      return [called, enabled].filter((table) => table !== undefined).map(plain)
    }),
  )
  return all.flatMap(({ sql, path, line, allowed }) => {
    const table = tableOf(sql)
    if (!table?.columns.includes('company_id') || walled.has(table.name) || allowed.has('no-wall')) return []
    return [{ file: path, line, rule: 'no-wall', text: `instead: CALL wall('${table.name}')` }]
  })
}

/** The table that a statement makes: its columns, and the columns of its primary key in order. */
function tableOf(sql: string): { name: string; columns: string[]; key: string[] } | undefined {
  const [, table, body] = createTable.exec(sql) ?? []
  if (!table || body === undefined) return undefined
  const parts = partsOf(body)
  const isConstraint = (part: string) => /^(constraint|primary|unique|foreign|check|exclude|like)\b/i.test(part)
  const columns = parts.filter((part) => !isConstraint(part))
  const inline = columns.find((column) => /\bprimary key\b/i.test(column))
  const listed = parts.filter(isConstraint).map((part) => /\bprimary key\s*\(([^)]*)\)/i.exec(part)?.[1])
  const key = inline ? [firstWord(inline)] : partsOf(listed.find((list) => list !== undefined) ?? '').map(plain)
  return { name: plain(table), columns: columns.map(firstWord), key }
}

function firstWord(part: string): string {
  return plain(part.split(/\s/)[0] ?? '')
}

function plain(identifier: string): string {
  return identifier
    .replaceAll('"', '')
    .replace(/^public\./, '')
    .toLowerCase()
}
