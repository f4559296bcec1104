import type { FastifyInstance } from 'fastify'
import type { Booted } from '../boot.ts'
import { buildWeb } from '../build-web.ts'
import { type OpenDatabase, openDatabase } from '../database.ts'
import { type CliWork, print } from './command.ts'

const shutdownMs = 10_000

type Role = 'start' | 'web' | 'worker'

/** The program, while whose modules are loaded the database comes up; that one ends again when they cannot be. */
async function loadProgram(opening: Promise<OpenDatabase>) {
  try {
    return await Promise.all([import('../boot.ts'), import('../http.ts'), import('../demo.ts')])
  } catch (error) {
    await (await opening).database.stop()
    throw error
  }
}

/** Serves until it is told to stop; then finishes what is under way, within ten seconds. */
async function serve(role: Role): Promise<number> {
  const began = performance.now()
  let ended: (code: number) => void = () => {}
  const end = new Promise<number>((resolve) => {
    ended = resolve
  })
  const building = role === 'worker' ? Promise.resolve() : buildWeb(print)
  const opening = openDatabase({ say: print, onDatabaseEnd: () => ended(1) })
  // Both are told below; until then the program is loaded.
  for (const under of [building, opening]) under.catch(() => {})
  const [{ bootOn }, { createApp }, { fillWithDemo }] = await loadProgram(opening)
  const booted = await bootOn(await opening)
  if (booted.migrated.length > 0) print(`Applied ${booted.migrated.length} migrations.`)
  let app: FastifyInstance | undefined
  try {
    await building
    if (role !== 'worker') app = await createApp(booted.house)
    await app?.listen({ port: booted.settings.port, host: booted.settings.host })
  } catch (error) {
    await booted.close()
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    process.stderr.write(`Port ${booted.settings.port} is in use. Stop what uses it, or set PORT to another one.\n`)
    return 1
  }
  if (role !== 'web') await booted.house.jobs.work(booted.house)
  const stop = (signal: NodeJS.Signals) => {
    print(`\n${signal}: finishing what is under way …`)
    ended(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  if (app) greet(booted, performance.now() - began)
  const ending = new AbortController()
  const demo =
    role === 'start' && booted.settings.demo ? fillWithDemo(booted, print, ending.signal) : Promise.resolve(false)
  demo.catch((error: unknown) => booted.log.error({ err: error }, 'the demo data could not be made'))
  const code = await end
  setTimeout(() => process.exit(1), shutdownMs).unref()
  ending.abort()
  await demo.catch(() => {})
  await app?.close()
  await booted.close()
  return code
}

function greet({ settings, database }: Booted, ms: number): void {
  print(
    `EZ360PM is ready at ${settings.baseUrl} (${Math.ceil(ms / 100) / 10} s${database.embedded ? `, data in ${settings.dataDir}` : ''}).`,
  )
  if (settings.mode === 'dev' && !settings.email.host) print(`Outgoing mail is shown at ${settings.baseUrl}/outbox.`)
}

export const start: CliWork = { run: () => serve('start') }
export const web: CliWork = { run: () => serve('web') }
export const worker: CliWork = { run: () => serve('worker') }
