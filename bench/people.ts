import { setTimeout } from 'node:timers/promises'
import { assert } from '#kernel/assert.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { listClients } from '#modules/clients/contract.ts'
import { listInvoices } from '#modules/documents/contract.ts'
import { readDashboard } from '#modules/home/contract.ts'
import { registerPerson } from '#modules/identity/server/index.ts'
import { listTimeEntries, pauseTimer, resumeTimer, startTimer, stopTimer } from '#modules/time/contract.ts'
import { type LoopbackClient, loopbackClient } from '#testing/loopback.ts'
import { startServer } from '#testing/server-process.ts'
import { type BenchHouse, openBenchHouse } from './house.ts'
import { spread } from './measure.ts'
import { openProxy } from './proxy.ts'
import { ms, printTable } from './table.ts'

const password = 'a lantern in the quiet harbour'
const perCompany = 25

type Somebody = { email: string; companyId: string; memberId: string }
/** What was asked, how long it took, and what the timers' owners were told. */
type Diary = {
  times: Map<string, number[]>
  errors: string[]
  /** Asked again, because the process went away in the middle. */
  repeated: number
  /** Runs that were acknowledged as stopped, and the one per person that was started last and not stopped. */
  stopped: { memberId: string; runId: string }[]
  running: Map<string, string>
}

/** Two hundred people at once, over one process; then over two behind a proxy, of which one is killed. */
export async function benchPeople({ people, seconds }: { people: number; seconds: number }): Promise<void> {
  const house = await openBenchHouse()
  const other = await startServer(process.env)
  try {
    const all = await invite(house, people)
    const alone = await work(all, Number(new URL(house.origin).port), seconds)
    print(`${people} people on one process, ${seconds} s`, alone)
    await proveTimers(house, alone)
    const proxy = await openProxy([Number(new URL(house.origin).port), other.port])
    const both = await work(all, proxy.port, seconds, () => other.kill())
    await proxy.close()
    print(`${people} people on two processes, one of them killed with -9 after ${seconds / 2} s`, both)
    await proveTimers(house, both)
  } finally {
    await other.kill()
    await house.close()
  }
}

/** People who can sign in, members of companies of twenty-five, all with the same password. */
async function invite(house: BenchHouse, people: number): Promise<Somebody[]> {
  const all: Somebody[] = []
  while (all.length < people) {
    const { id: companyId } = await house.makeCompany(`Team ${all.length / perCompany + 1}`, 20)
    for (let at = 0; at < perCompany && all.length < people; at += 1) {
      const one = { email: `person-${all.length}@bench.test`, companyId, memberId: newId() }
      const userId = await house.asVisitor((scope) =>
        registerPerson(scope, { name: 'Bench', email: one.email, password }),
      )
      const role = at % 5 === 0 ? 'admin' : 'manager'
      await house.bare.query(
        "INSERT INTO members (company_id, id, user_id, role, display_name) VALUES ($1, $2, $3, $4, 'Bench')",
        [companyId, one.memberId, userId, role],
      )
      all.push(one)
    }
  }
  return all
}

/** Everybody signs in at once, and then works as people do: ask, look, think, for so long. Something may happen halfway. */
async function work(all: readonly Somebody[], port: number, seconds: number, halfway = async () => {}): Promise<Diary> {
  const diary: Diary = { times: new Map(), errors: [], repeated: 0, stopped: [], running: new Map() }
  const cookies = await Promise.all(all.map((one, at) => signIn(one, `10.${at % 256}.0.9`, port, diary)))
  const ends = performance.now() + seconds * 1000
  await Promise.all([
    setTimeout(seconds * 500).then(halfway),
    ...all.map((one, at) => day(one, at, loopbackClient(port, cookies[at] ?? '', 1), ends, diary)),
  ])
  return diary
}

async function day(one: Somebody, at: number, http: LoopbackClient, ends: number, diary: Diary): Promise<void> {
  const ask = async (kind: string, endpoint: Endpoint, input: object = {}) => {
    const began = performance.now()
    const { status, body } = await insisting(diary, () =>
      http.call(endpoint, input as never, { companyId: one.companyId }),
    )
    note(diary, kind, performance.now() - began)
    if (status >= 300) diary.errors.push(`${kind} answered ${status}: ${JSON.stringify(body).slice(0, 200)}`)
    return status < 300
  }
  // Nobody presses in step with the others.
  const think = (turn: number) => setTimeout(300 + ((at * 7919 + turn * 104_729) % 900))
  for (let turn = 0; performance.now() < ends; turn += 1) {
    const runId = newId()
    if (await ask('timer', startTimer, { runId, serviceName: 'Work' })) diary.running.set(one.memberId, runId)
    await think(turn)
    await ask('list', listInvoices)
    await ask('list', listClients)
    await think(turn + 1)
    await ask('timer', pauseTimer)
    await ask('dashboard', readDashboard)
    await think(turn + 2)
    await ask('timer', resumeTimer)
    await ask('list', listTimeEntries)
    await think(turn + 3)
    if (await ask('timer', stopTimer, { runId, keepMinutes: 1 })) {
      diary.running.delete(one.memberId)
      diary.stopped.push({ memberId: one.memberId, runId })
    }
  }
  http.close()
}

/** Each from an address of their own: guessing is counted by address, with the other limits off too. */
async function signIn(one: Somebody, from: string, port: number, diary: Diary): Promise<string | undefined> {
  const began = performance.now()
  const answer = await insisting(diary, () =>
    fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ email: one.email, password, rememberMe: true }),
    }),
  )
  note(diary, 'sign-in', performance.now() - began)
  const [line] = answer.headers.getSetCookie()
  if (answer.ok && line) return line.split(';')[0]
  diary.errors.push(`sign-in answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
  return undefined
}

/** Asks again what broke off: the same run, so that it has one effect. */
async function insisting<A extends { status: number }>(diary: Diary, ask: () => Promise<A>): Promise<A> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask().catch((error: unknown) => error as Error)
    if (!(answer instanceof Error) && answer.status !== 502) return answer
    if (tries === 20) throw answer instanceof Error ? answer : new Error('the proxy answered 502 twenty times')
    diary.repeated += 1
    await setTimeout(50)
  }
}

function note({ times }: Diary, kind: string, took: number): void {
  const kept = times.get(kind) ?? []
  kept.push(took)
  times.set(kind, kept)
}

function print(title: string, { times, errors, repeated }: Diary): void {
  printTable(
    title,
    ['', 'requests', 'p50', 'p95'],
    [...times].map(([kind, taken]) => {
      const { p50, p95 } = spread(taken)
      return [kind, String(taken.length), ms(p50), ms(p95)]
    }),
  )
  console.log(`errors: ${errors.length}; asked again after a broken connection: ${repeated}`)
  for (const error of errors.slice(0, 5)) console.log(`  ${error}`)
}

/** Each acknowledged stop is one entry and each acknowledged start that was not stopped one timer. */
async function proveTimers(house: BenchHouse, { stopped, running }: Diary): Promise<void> {
  const { rows: entries } = await house.bare.query<{ id: string; count: number }>(
    'SELECT id, count(*)::int AS count FROM time_entries WHERE id = ANY ($1::uuid[]) GROUP BY id',
    [stopped.map(({ runId }) => runId)],
  )
  const { rows: timers } = await house.bare.query<{ memberId: string; runId: string }>(
    'SELECT member_id AS "memberId", run_id AS "runId" FROM timers',
  )
  const found = new Map(entries.map(({ id, count }) => [id, count]))
  const lost = stopped.filter(({ runId }) => found.get(runId) !== 1)
  const still = new Map(timers.map(({ memberId, runId }) => [memberId, runId]))
  const gone = [...running].filter(([memberId, runId]) => still.get(memberId) !== runId)
  assert(lost.length === 0, `acknowledged stops without their one entry: ${JSON.stringify(lost.slice(0, 5))}`)
  assert(gone.length === 0, `acknowledged starts without their timer: ${JSON.stringify(gone.slice(0, 5))}`)
  console.log(`${stopped.length} acknowledged stops are one entry each, ${running.size} running timers are there`)
}
