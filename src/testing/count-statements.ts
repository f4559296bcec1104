import pg from 'pg'

/** How many statements the work sends to the database; what a new connection and open screens need is not counted. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype
  let count = 0
  pg.Client.prototype.query = function counting(this: pg.Client, ...given: never[]) {
    const [said] = given as unknown as [string | { text: string }]
    if (!/^SET TIME ZONE|pg_notify/.test(typeof said === 'string' ? said : said.text)) count += 1
    return (query as (...all: never[]) => never).apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return count
}
