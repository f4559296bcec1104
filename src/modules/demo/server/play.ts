import { present } from '#kernel/assert.ts'
import type { Route } from '#platform/operation.ts'
import { execute, type House } from '#platform/runner.ts'
import { requestOf, whatIsDone } from './done.ts'
import type { DemoCompany } from './open-company.ts'
import type { Phase, Step } from './step.ts'

/** Steps that run at once where their order does not matter; leaves most connections to those who use the server. */
const atOnce = 4

/** Goes through the phases; what an earlier start has done is left alone. `stepped` hears of every step. */
export async function play(
  house: House,
  routes: readonly Route[],
  company: DemoCompany,
  phases: readonly Phase[],
  stepped: () => void,
): Promise<void> {
  const done = await whatIsDone(house, company.id)
  const operations = new Map(routes.map(({ endpoint, operation }) => [endpoint, operation]))
  const totals = { of: (id: string) => present(done.totals.get(id), 'the invoice has a total') }
  const run = async (step: Step) => {
    if (!done.keys.has(requestOf(step.key))) {
      const operation = present(operations.get(step.endpoint), 'the endpoint is mounted')
      if (operation.kind !== 'command') throw new Error(`${operation.name} is no command`)
      const where = {
        companyId: company.id,
        actor: present(company.members.get(step.by), 'the person works there'),
        origin: { requestId: requestOf(step.key), now: step.at },
      }
      const answer = await execute(house, operation, where, step.input(totals)).catch((error: unknown) => {
        throw new Error(`demo step “${step.key}”: ${explain(error)}`, { cause: error })
      })
      remember(answer, done.totals)
    }
    stepped()
  }
  for (const { inOrder, steps } of phases) await inTurns(steps, inOrder ? 1 : atOnce, run)
}

function explain(error: unknown): string {
  const { message, errors } = error as { message: string; errors?: readonly { path: string; message: string }[] }
  return [message, ...(errors ?? []).map((one) => `${one.path}: ${one.message}`)].join(' ')
}

function remember(answer: unknown, totals: Map<string, number>): void {
  const { id, totalCents } = (answer ?? {}) as { id?: string; totalCents?: number }
  if (id !== undefined && totalCents !== undefined) totals.set(id, totalCents)
}

/** Waits for all, also when one fails, so that nothing goes on behind the back of who hears of it. */
export async function allDone(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function inTurns<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const item = items[next]
      next += 1
      await work(item as T)
    }
  }
  await allDone(Array.from({ length: Math.min(lanes, items.length) }, lane))
}
