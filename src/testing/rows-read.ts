import pg from 'pg'
import type { TestHouse } from './house.ts'

type Node = {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}
type Sent = { text: string; values?: unknown[] }

/**
 * How many rows the statements of some reading look at in each table: what they answer with, and what they leave out
 * only after reading it. Each statement is explained with its values, as the application's role in that company.
 */
export async function rowsRead(
  house: TestHouse,
  companyId: string,
  work: () => Promise<unknown>,
): Promise<{ [table: string]: number }> {
  const read: { [table: string]: number } = {}
  for (const { text, values } of await statementsOf(work)) {
    const [row] = await house.sql<{ 'QUERY PLAN': { Plan: Node }[] }>(
      'app',
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
      companyId,
    )
    const plan = row?.['QUERY PLAN'][0]?.Plan
    if (plan) count(plan, read)
  }
  return read
}

function count(node: Node, read: { [table: string]: number }): void {
  const table = node['Relation Name']
  if (table !== undefined) {
    const left = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    read[table] = (read[table] ?? 0) + (node['Actual Rows'] + left) * node['Actual Loops']
  }
  for (const inner of node.Plans ?? []) count(inner, read)
}

/** What the work asks the database; what it changes and how it opens its transactions is left out. */
async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const { query } = pg.Client.prototype
  const sent: Sent[] = []
  pg.Client.prototype.query = function listening(this: pg.Client, ...given: never[]) {
    const [said, values] = given as unknown as [string | Sent, unknown[] | undefined]
    const text = typeof said === 'string' ? said : said.text
    const parameters = values ?? (typeof said === 'string' ? undefined : said.values)
    if (/^\s*(SELECT|WITH)\b/i.test(text) && !/\b(INSERT INTO|UPDATE|DELETE FROM|set_config)\b/.test(text))
      sent.push({ text, ...(parameters ? { values: [...parameters] } : {}) })
    return (query as (...all: never[]) => never).apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return sent
}
