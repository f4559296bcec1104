import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Logger } from 'pino'
import type { SignalTeller } from './outside.ts'
import type { Signal } from './record.ts'

const channel = 'ez360_signals'
const gatherMs = 25
const payloadMax = 7000

export type Signals = SignalTeller & {
  /** Calls back for every signal of one company; returns how to stop. */
  listen(companyId: string, hear: (signal: Signal) => void): () => void
  close(): Promise<void>
}

type Told = { companyId: string; signal: Signal }

/**
 * Signals between processes over LISTEN / NOTIFY, gathered for a few milliseconds and sent outside any transaction, so
 * that no commit waits for the notify lock. Losing one costs a screen a refresh, nothing else.
 */
export async function openSignals(url: string, pool: pg.Pool, log: Logger): Promise<Signals> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const ear = await openEar(url, log, ({ companyId, signal }) => emitter.emit(companyId, signal))
  let waiting: Told[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    for (const payload of payloadsOf(waiting)) {
      pool
        .query('SELECT pg_notify($1, $2)', [channel, payload])
        .catch((error: unknown) => log.warn({ err: error }, 'a signal was lost'))
    }
    waiting = []
  }
  return {
    tell(companyId, signals) {
      for (const signal of signals) waiting.push({ companyId, signal })
      timer ??= setTimeout(flush, gatherMs)
    },
    listen(companyId, hear) {
      emitter.on(companyId, hear)
      return () => emitter.off(companyId, hear)
    },
    async close() {
      clearTimeout(timer)
      await ear.close()
    },
  }
}

/** PostgreSQL takes payloads below 8000 bytes; many signals go as several. */
function payloadsOf(told: readonly Told[]): string[] {
  const chunks: Told[][] = [[]]
  for (const one of told) {
    const chunk = chunks.at(-1) ?? []
    if (chunk.length > 0 && JSON.stringify([...chunk, one]).length > payloadMax) chunks.push([one])
    else chunk.push(one)
  }
  return chunks.filter((chunk) => chunk.length > 0).map((chunk) => JSON.stringify(chunk))
}

/** A connection of its own that listens, and comes back by itself when it was lost. */
async function openEar(url: string, log: Logger, hear: (told: Told) => void): Promise<{ close(): Promise<void> }> {
  let closed = false
  let listener: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  // One attempt that fails is told more than once, by its error and by its end.
  const again = () => {
    if (closed || retry) return
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, 1000)
    retry.unref()
  }
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'ez360-signals', keepAlive: true })
    client.on('notification', ({ payload }) => {
      for (const told of JSON.parse(payload ?? '[]') as Told[]) hear(told)
    })
    client.on('error', (error) => log.debug({ err: error }, 'signals: the connection was lost'))
    client.on('end', again)
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      listener = client
    } catch (error) {
      log.warn({ err: error }, 'signals: no connection, trying again')
      again()
      await client.end().catch(() => {})
    }
  }
  await connect()
  return {
    async close() {
      closed = true
      await listener?.end().catch(() => {})
    },
  }
}
