import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'

/** What the database said no with. */
export type Refused = { constraint: string | undefined; code: string | undefined; message: string }

/** A database of one's own, as its superuser, whom no policy stops. */
export type Scratch = {
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs the work in a transaction and takes everything back, changes of the schema too. */
  inside<A>(work: () => Promise<A>): Promise<A>
  /** What the work is refused with, or undefined when it goes through; its rows are taken back in any case. */
  refusal(work: () => Promise<unknown>): Promise<Refused | undefined>
}

export const company = '0190a000-0000-7000-8000-00000000aaaa'
export const rival = '0190a000-0000-7000-8000-00000000bbbb'

/** Copies the template, which takes some 20 ms, and connects as the superuser. Call it at the top of a test file. */
export function useScratch(): Scratch {
  let client: pg.Client
  const name = `guards_${randomBytes(6).toString('hex')}`
  beforeAll(async () => {
    const admin = new pg.Client({ connectionString: inject('adminUrl') })
    await admin.connect()
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ez360_template OWNER ez360_owner`)
    await admin.end()
    const url = new URL(inject('adminUrl'))
    url.pathname = `/${name}`
    client = new pg.Client({ connectionString: url.href })
    await client.connect()
  })
  afterAll(() => client?.end())
  const run = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query(text, values as unknown[])).rows as Row[]
  return {
    sql: run,
    async inside(work) {
      await client.query(`BEGIN; SET LOCAL app.company_id = '${company}'`)
      try {
        return await work()
      } finally {
        await client.query('ROLLBACK')
      }
    },
    async refusal(work) {
      await client.query('SAVEPOINT probe')
      try {
        await work()
        return undefined
      } catch (error) {
        const { constraint, code, message } = error as { constraint?: string; code?: string; message: string }
        return { constraint, code, message }
      } finally {
        await client.query('ROLLBACK TO SAVEPOINT probe')
      }
    },
  }
}
