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

/**
 * Signals between processes over LISTEN / NOTIFY, gathered for a few milliseconds and sent outside any transaction, so
 * that no commit waits for the notify lock. Losing one costs a screen a refresh, nothing else.
 */
export async function openSignals(url: string, pool: pg.Pool, log: Logger): Promise<Signals> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let waiting: { companyId: string; signal: Signal }[] = []
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let listener: pg.Client | undefined

  const flush = () => {
    timer = undefined
    const batch = waiting
    waiting = []
    const chunks: string[] = []
    let chunk: typeof batch = []
    for (const item of batch) {
      if (chunk.length > 0 && JSON.stringify([...chunk, item]).length > payloadMax) {
        chunks.push(JSON.stringify(chunk))
        chunk = []
      }
      chunk.push(item)
    }
    if (chunk.length > 0) chunks.push(JSON.stringify(chunk))
    for (const payload of chunks) {
      pool
        .query('SELECT pg_notify($1, $2)', [channel, payload])
        .catch((error: unknown) => log.warn({ err: error }, 'a signal was lost'))
    }
  }

  const connect = async () => {
    if (closed) return
    const client = new pg.Client({ connectionString: url, application_name: 'ez360-signals', keepAlive: true })
    client.on('notification', ({ payload }) => {
      for (const { companyId, signal } of JSON.parse(payload ?? '[]') as typeof waiting) emitter.emit(companyId, signal)
    })
    client.on('error', () => {})
    client.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch(() => {}), 1000).unref()
    })
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      listener = client
    } catch (error) {
      log.warn({ err: error }, 'signals: no connection, trying again')
      setTimeout(() => void connect().catch(() => {}), 1000).unref()
    }
  }
  await connect()

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
      closed = true
      clearTimeout(timer)
      await listener?.end().catch(() => {})
    },
  }
}
