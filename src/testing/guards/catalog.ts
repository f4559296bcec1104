import type { Scratch } from './scratch.ts'

export type Column = { name: string; type: string; notNull: boolean; hasDefault: boolean; generated: boolean }
export type Constraint = {
  table: string
  name: string
  /** `c` check, `u` and `p` unique, `f` reference, `i` a unique index without a constraint. */
  kind: 'c' | 'u' | 'p' | 'f' | 'i'
  columns: string[]
  definition: string
  /** The table that a reference points to. */
  refersTo: string | null
}
export type Trigger = {
  table: string
  name: string
  function: string
  argument: string
  /** What it refuses with: the names in its function and in the functions that this one calls. */
  rules: string[]
}

/** Tables of companies and their columns, as the catalog has them. */
export async function readTables(scratch: Scratch): Promise<Map<string, Column[]>> {
  const rows = await scratch.sql<Column & { table: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull",
            a.atthasdef AS "hasDefault", a.attgenerated <> '' AS generated
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum`,
  )
  const tables = new Map<string, Column[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

/** Every check, reference and uniqueness of every table. */
export async function readConstraints(scratch: Scratch): Promise<Constraint[]> {
  return scratch.sql<Constraint>(
    `SELECT c.relname AS table, k.conname AS name, k.contype AS kind, pg_get_constraintdef(k.oid) AS definition, f.relname AS "refersTo",
            ARRAY(SELECT a.attname::text FROM unnest(k.conkey) AS n (num) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.num) AS columns
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class f ON f.oid = k.confrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND k.contype IN ('c', 'u', 'p', 'f')
     UNION ALL
     SELECT c.relname, i.relname, 'i', pg_get_indexdef(x.indexrelid), NULL,
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND pg_get_indexdef(x.indexrelid) ~ ('\\m' || a.attname || '\\M'))
     FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND x.indisunique
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('u', 'p'))
     ORDER BY 1, 2`,
  )
}

/** Every trigger that somebody wrote, with what it refuses. */
export async function readTriggers(scratch: Scratch): Promise<Trigger[]> {
  const functions = await scratch.sql<{ name: string; text: string }>(
    "SELECT proname AS name, prosrc AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND probin IS NULL AND prosrc <> ''",
  )
  const named = (text: string) => [...text.matchAll(/CONSTRAINT = '(\w+)'/g)].map((match) => match[1] ?? '')
  const rules = new Map(
    functions.map(({ name, text }) => [
      name,
      [text, ...functions.filter((one) => text.includes(`${one.name}(`)).map((one) => one.text)].flatMap(named),
    ]),
  )
  const rows = await scratch.sql<Omit<Trigger, 'rules'>>(
    `SELECT c.relname AS table, g.tgname AS name, p.proname AS function, replace(encode(g.tgargs, 'escape'), '\\000', '') AS argument
     FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
     WHERE NOT g.tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  )
  return rows.map((row) => ({ ...row, rules: [...new Set(rules.get(row.function) ?? [])] }))
}
