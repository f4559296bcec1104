import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/** Whose work a statement is: the queue looks after itself over the same pool, whenever its clock says so. */
const asking = new AsyncLocalStorage<object>()

/** How many statements the work itself sends; what a new connection, the queue and open screens need is not counted. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  return (await countTalk(work)).statements
}

/** The same, and in how many round trips: what is sent while an answer is awaited travels along. */
export async function countTalk(work: () => Promise<unknown>): Promise<{ statements: number; roundTrips: number }> {
  const { query } = pg.Client.prototype
  const counted = { statements: 0, roundTrips: 0 }
  const waiting = new Map<pg.Client, number>()
  pg.Client.prototype.query = function counting(this: pg.Client, ...given: never[]) {
    const [said] = given as unknown as [string | { text: string }]
    const answer = (query as (...all: never[]) => never).apply(this, given) as unknown
    if (asking.getStore() !== counted) return answer
    if (/^SET TIME ZONE|pg_notify/.test(typeof said === 'string' ? said : said.text)) return answer
    const unanswered = waiting.get(this) ?? 0
    counted.statements += 1
    counted.roundTrips += unanswered === 0 ? 1 : 0
    if (answer instanceof Promise) {
      waiting.set(this, unanswered + 1)
      const answered = () => waiting.set(this, (waiting.get(this) ?? 1) - 1)
      answer.then(answered, answered)
    }
    return answer
  } as typeof query
  try {
    await asking.run(counted, work)
  } finally {
    pg.Client.prototype.query = query
  }
  return counted
}
