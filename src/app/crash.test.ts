import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { createClient } from '#modules/clients/contract.ts'
import { createInvoice, sendInvoice } from '#modules/documents/contract.ts'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { recordPayment } from '#modules/payments/contract.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import { openScope } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { type LoopbackClient, loopbackClient } from '#testing/loopback.ts'
import { seedCast } from '#testing/seed-cast.ts'
import { type ServerProcess, startServer } from '#testing/server-process.ts'
import { type Booted, boot } from './boot.ts'
import { provision } from './modules.ts'

/** One thing a caller wants once. It keeps its key until it knows the answer. */
type Act = { endpoint: Endpoint; input: { [name: string]: unknown }; key: string }
type Acknowledged = Act & { answer: { id: string } }

const callers = 8
const companyId = companies.maple.id
const dataDir = mkdtempSync(join(tmpdir(), 'ez360-crash-'))
const environment = {
  ...process.env,
  EZ360_DATA_DIR: dataDir,
  EZ360_DEMO: '0',
  EZ360_LOG: 'silent',
  EZ360_SECRET: 'a secret of the crash test, long enough to sign',
  PORT: '0',
}
let server: ServerProcess
let booted: Booted
let cookie: string

beforeAll(async () => {
  server = await startServer(environment)
  Object.assign(process.env, environment)
  booted = await boot({ migrateFirst: false })
  await seedCast(booted.database.ownerUrl)
  for (const company of Object.values(companies)) await within(company.id, provision)
  cookie = await sessionCookieFor(booted.house, cast.ada.userId)
})

afterAll(async () => {
  await booted?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

function within<A>(company: string, work: Parameters<typeof openScope<A>>[3]): Promise<A> {
  const options = { ...booted.house, origin: { requestId: 'crash-test' }, mode: 'write' } as const
  return openScope(options, company, { kind: 'system', name: 'crash test' }, work)
}

async function attempt(client: LoopbackClient, act: Act): Promise<Acknowledged> {
  const { status, body } = await client.call(act.endpoint, act.input, { companyId, key: act.key })
  if (status >= 300) throw Object.assign(new Error(`answered ${status}: ${JSON.stringify(body)}`), { status })
  return { ...act, answer: body as { id: string } }
}

const act = (endpoint: Endpoint, input: object): Act => ({ endpoint, input: { ...input }, key: newId() })
const line = (unitPriceCents: number) => ({ name: 'Design', unitPriceCents })
const payment = (clientId: string, invoiceId: string, cents: number) => {
  const one = act(recordPayment, {
    clientId,
    method: 'ach',
    amountCents: cents,
    allocations: [{ invoiceId, amountCents: cents }],
  })
  return { ...one, input: { ...one.input, reference: one.key } }
}

/** What one caller does, step by step: pay a part of a large invoice; every fourth time draft and send a small one. */
async function* work(client: LoopbackClient): AsyncGenerator<Act, undefined, Acknowledged> {
  const person = (await attempt(client, act(createClient, { organizationName: 'Birch' }))).answer.id
  const large = (await attempt(client, act(createInvoice, { clientId: person, lines: [line(50_000_000)] }))).answer.id
  await attempt(client, act(sendInvoice, { invoiceId: large, email: null }))
  for (let step = 1; ; step += 1) {
    yield payment(person, large, 100 + step)
    if (step % 4 > 0) continue
    const drafted = yield act(createInvoice, { clientId: person, lines: [line(700)] })
    yield act(sendInvoice, { invoiceId: drafted.answer.id, email: null })
  }
}

/** Eight callers at once, until the connection breaks. Gives what was acknowledged, and what nobody knows of. */
async function load(client: LoopbackClient, strike: () => Promise<void>) {
  const acknowledged: Acknowledged[] = []
  const open: Act[] = []
  let struck: Promise<void> | undefined
  const caller = async () => {
    const steps = work(client)
    let step = await steps.next()
    while (!step.done) {
      const asked: Act = step.value
      try {
        const done = await attempt(client, asked)
        acknowledged.push(done)
        if (acknowledged.length >= 120) struck ??= strike()
        step = await steps.next(done)
      } catch {
        open.push(asked)
        return
      }
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  await struck
  return { acknowledged, open }
}

/** How often each payment is in the books, by the key that its caller gave it. */
async function timesPaid(): Promise<Map<string, number>> {
  const rows = await within(companyId, (scope) =>
    scope.sql<{ reference: string; times: number }>(
      'crash.payments',
      `SELECT p.reference, count(*)::int AS times FROM payments p
       JOIN journal_entries e ON e.company_id = p.company_id AND e.source_type = 'payment' AND e.source_id = p.id
       WHERE p.company_id = $1 GROUP BY p.reference`,
      [companyId],
    ),
  )
  return new Map(rows.map(({ reference, times }) => [reference, times]))
}

/** The process that all others of this PostgreSQL hang on. */
const postmaster = () => Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

const blows = {
  'the server': () => server.kill(),
  'PostgreSQL and the server': async () => {
    process.kill(postmaster(), 'SIGKILL')
    await server.kill()
  },
}

test.each(Object.entries(blows))(
  'kill -9 of %s under load loses nothing and does nothing twice',
  async (_name, blow) => {
    const before = await timesPaid()
    await booted.close()
    const client = loopbackClient(server.port, cookie, callers)
    const { acknowledged, open } = await load(client, blow)
    client.close()
    expect(acknowledged.length).toBeGreaterThanOrEqual(120)
    expect(open).toHaveLength(callers)

    server = await startServer(environment)
    booted = await boot({ migrateFirst: false })
    const again = loopbackClient(server.port, cookie, callers)
    const retried = await Promise.all(open.map((one) => attempt(again, one)))
    const repeated = await Promise.all(acknowledged.slice(-40).map((one) => attempt(again, one)))
    again.close()

    expect(repeated.map(({ answer }) => answer)).toEqual(acknowledged.slice(-40).map(({ answer }) => answer))
    const payments = [...acknowledged, ...retried].filter(({ endpoint }) => endpoint === recordPayment)
    const expected = new Map([...before, ...payments.map(({ key }) => [key, 1] as const)])
    expect(await timesPaid()).toEqual(expected)
    const verdicts = await within(companyId, checkInvariants)
    expect(verdicts.length).toBeGreaterThan(5)
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
  },
  30_000,
)
