import type { Scope } from '#platform/scope.ts'

export type TenantTable = { name: string; key: string; columns: string[] }

/**
 * What can be made again, what belongs to requests rather than to the company, and the words of mails, whose links still
 * open something; what was sent to whom stands in the deliveries.
 */
const leftOut = new Set(['idempotency_keys', 'outbound_emails', 'search_words'])

/** Columns that open something: they stay behind. */
export const secretColumns = /token|secret|password|key_hash/

/** Every table behind the wall, with the column that names the company and its primary key, from the catalog. */
export async function tablesOfCompany(scope: Scope): Promise<(TenantTable & { order: string[] })[]> {
  const rows = await scope.sql<TenantTable & { order: string[] }>(
    'archive.tables',
    `SELECT c.relname AS name, CASE c.relname WHEN 'companies' THEN 'id' ELSE 'company_id' END AS key,
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
            ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (num, at)
                  JOIN pg_attribute a ON a.attnum = k.num WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.at) AS order
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
       AND (c.relname = 'companies' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id'))
     ORDER BY c.relname`,
    [],
  )
  return rows
    .filter(({ name }) => !leftOut.has(name))
    .map((table) => ({ ...table, columns: table.columns.filter((column) => !secretColumns.test(column)) }))
}
