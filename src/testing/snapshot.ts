import pg from 'pg'

/** Every table's rows as they stand: which version each is, so that a change shows even when it writes the same. */
export async function openSnapshots(adminUrl: string, databaseUrl: string) {
  const url = new URL(adminUrl)
  url.pathname = new URL(databaseUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss') ORDER BY 1`,
  )
  const one = (name: string) =>
    `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid), '')) AS versions FROM ${name}`
  const all = rows.map(({ name }) => one(name)).join(' UNION ALL ')
  return {
    tables: rows.length,
    async take(): Promise<Map<string, string>> {
      const taken = await client.query<{ name: string; rows: number; versions: string }>(all)
      return new Map(taken.rows.map(({ name, rows, versions }) => [name, `${rows} ${versions}`]))
    },
    close: () => client.end(),
  }
}

/** The tables that are not as they were. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name)
}
