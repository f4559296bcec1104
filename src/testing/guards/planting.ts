import type { Column, Constraint, Trigger } from './catalog.ts'
import { company, type Scratch } from './scratch.ts'

export type Row = { [column: string]: unknown }
/** A row of a table: what is not said is filled in by type. */
export type Planted = readonly [table: string, row: Row]

/** Makes rows out of nothing and takes guards away, inside one transaction. */
export type Garden = ReturnType<typeof garden>

export function garden(
  scratch: Scratch,
  tables: ReadonlyMap<string, readonly Column[]>,
  constraints: readonly Constraint[],
  triggers: readonly Trigger[],
) {
  const columnsOf = (table: string) => tables.get(table) ?? []
  return {
    columnsOf,
    /** Inserts a row; the database's guards look at it. */
    async insert([table, row]: Planted): Promise<void> {
      const written = columnsOf(table).filter(
        (column) => !column.generated && (column.name in row || needsValue(column) || column.name === 'company_id'),
      )
      const names = written.map(({ name }) => name)
      const places = written.map(({ type }, at) => `$${at + 1}::${type}`)
      const values = written.map((column) => (column.name in row ? row[column.name] : fillerOf(column)))
      await scratch.sql(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`,
        values.map((value) => (value === null ? null : String(value))),
      )
    },
    /** Takes every guard off a table but the named ones, so that it is these that are seen at work. */
    async strip(table: string, kept: readonly string[] = []): Promise<void> {
      for (const { kind, name, table: of } of constraints) {
        if (of !== table || kept.includes(name)) continue
        const gone = kind === 'i' ? `DROP INDEX IF EXISTS ${name} CASCADE` : dropOf(table, name)
        await scratch.sql(gone)
      }
      await scratch.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      for (const { table: of, name } of triggers) {
        if (of === table && kept.includes(name)) await scratch.sql(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`)
      }
    },
  }
}

export const dropOf = (table: string, constraint: string) =>
  `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${constraint} CASCADE`

function needsValue({ notNull, hasDefault }: Column): boolean {
  return notNull && !hasDefault
}

function fillerOf({ name, type }: Column): string {
  if (name === 'company_id') return company
  if (type === 'uuid') return crypto.randomUUID()
  if (type === 'date') return '2026-03-02'
  if (type.startsWith('timestamp')) return '2026-03-02T10:00:00Z'
  if (type === 'boolean') return 'false'
  if (type === 'jsonb' || type.endsWith('[]')) return '{}'
  if (/^(bigint|integer|smallint|numeric)/.test(type)) return '1'
  return 'x'
}

/** Values that a column of this type is tried with, and those that the rule itself speaks of. */
export function candidates({ type, notNull }: Column, rule: string): (string | null)[] {
  const none = notNull ? [] : [null]
  if (/^(bigint|integer|smallint|numeric)/.test(type)) {
    const spoken = [...rule.matchAll(/-?\d+/g)].flatMap(([number]) => [
      Number(number) - 1,
      Number(number),
      Number(number) + 1,
    ])
    return [...none, ...new Set([-1, 0, 1, 2, 7, ...spoken])].map((value) => (value === null ? null : String(value)))
  }
  if (type === 'boolean') return [...none, 'true', 'false']
  if (type === 'date') return [...none, '2026-03-02', '2020-01-01', '2030-01-01']
  if (type.startsWith('timestamp')) return [...none, '2026-03-02T10:00:00Z', '2020-01-01T10:00:00Z']
  if (type === 'uuid') return [...none, '0190a000-0000-7000-8000-00000000cccc']
  if (type === 'jsonb' || type.endsWith('[]')) return [...none, '{}', '[]']
  const spoken = [...rule.matchAll(/'([^']*)'::/g)].map((match) => match[1] ?? '')
  return [...none, ...new Set(['', 'x', 'X', 'x'.repeat(5000), ...spoken.filter((word) => !/[\^$[]/.test(word))])]
}
