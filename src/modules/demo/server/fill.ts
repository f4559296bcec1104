import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import type { Route } from '#platform/operation.ts'
import { execute, type House } from '#platform/runner.ts'
import { listCompanyIds, openScope } from '#platform/scope.ts'
import { maple, oak, type Story } from '../domain/index.ts'
import { addReceipts } from './add-receipts.ts'
import { finishKey, isFinished, requestOf } from './done.ts'
import { finish } from './finish.ts'
import { companyIdOf, type DemoCompany, openCompany, system } from './open-company.ts'
import { planHistory } from './plan.ts'
import { allDone, play } from './play.ts'
import { progress } from './progress.ts'

export const demoPassword = 'maple-demo-2026'
const stories = [maple, oak]
const toldEveryMs = 5000
/** For how long the timer of the demo has been running. */
const timerSeconds = 47 * 60

type Filling = {
  house: House
  routes: readonly Route[]
  say: (line: string) => void
  months?: number
  /** Ends it between two steps; the next start goes on. */
  stop?: AbortSignal | undefined
}

/**
 * Fills a database without companies, or goes on with a demo that was interrupted. Answers whether it did anything;
 * a database with other companies, or with the whole demo, is left as it is.
 */
export async function fillCompanies(filling: Filling): Promise<boolean> {
  const { house } = filling
  const there = new Set(await listCompanyIds(house, 'all'))
  const demo = stories.map(companyIdOf)
  if (there.size > 0 && !demo.some((id) => there.has(id))) return false
  const open: Story[] = []
  for (const story of stories) {
    const id = companyIdOf(story)
    if (!there.has(id) || !(await isFinished(house, id))) open.push(story)
  }
  if (open.length > 0) return fillStories(filling, open)
  progress.state = 'ready'
  return false
}

/** Makes these companies, or what is still missing of them, and tells how far it is. Answers whether they are whole. */
export async function fillStories(filling: Filling, open: readonly Story[]): Promise<boolean> {
  const { say } = filling
  say(`Making the demo companies ${open.map(({ company }) => company.name).join(' and ')} …`)
  progress.state = 'running'
  const telling = setInterval(() => say(`Demo: ${progress.percent} %`), toldEveryMs)
  try {
    await makeAll(filling, open)
    progress.state = 'ready'
    return true
  } catch (error) {
    progress.state = 'incomplete'
    say('The demo is incomplete. The next start goes on with it.')
    if (!filling.stop?.aborted) throw error
    return false
  } finally {
    clearInterval(telling)
  }
}

async function makeAll(filling: Filling, open: readonly Story[]): Promise<void> {
  const { house, routes, months = 24 } = filling
  const now = systemClock()
  const companies: { story: Story; company: DemoCompany }[] = []
  for (const story of open) {
    const company = await openCompany({ house, routes, password: demoPassword, now, months }, story)
    companies.push({ story, company })
  }
  const plans = companies.map(({ story, company }) => {
    const options = {
      today: company.today,
      months,
      accounts: company.accounts,
      categories: company.categories,
      members: company.members,
    }
    const phases = planHistory(story, { ...options, timerAt: addSeconds(now, -timerSeconds) })
    progress.expect(phases.reduce((sum, { steps }) => sum + steps.length, 0))
    return { story, company, phases }
  })
  await allDone(
    plans.map(async ({ story, company, phases }) => {
      await play(house, filling.routes, company, phases, () => {
        filling.stop?.throwIfAborted()
        progress.stepped()
      })
      await addReceipts(house, filling.routes, company)
      await complete(filling, story, company)
    }),
  )
}

/** Marks the company as done, and tells when its books do not hold. */
async function complete({ house, say }: Filling, story: Story, company: DemoCompany): Promise<void> {
  const where = { companyId: company.id, actor: system, origin: { requestId: requestOf(finishKey) } }
  await execute(house, finish, where, {})
  const reading = { ...house, origin: { requestId: 'demo' }, mode: 'read' } as const
  const verdicts = await openScope(reading, company.id, system, checkInvariants)
  for (const { rule, says, findings } of verdicts.filter(({ ok }) => !ok)) {
    say(`${story.company.name} breaks rule ${rule}, ${says}: ${findings.map(({ detail }) => detail).join('; ')}`)
  }
}
