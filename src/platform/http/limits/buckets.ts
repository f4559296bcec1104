import type pg from 'pg'
import type { Logger } from 'pino'

/** How long what was reserved stays good; a process that is asked no more gives nothing back. */
const keptMs = 10_000
/** A refusal is remembered for so long at most, so that refused requests do not reach the database. */
const refusedMs = 1000
const entriesMax = 50_000
/** A process takes this part of a bucket at a time: fewer statements, and none of them can hoard it. */
const partOf = (perMinute: number) => Math.min(perMinute, Math.max(5, Math.floor(perMinute / 20)))

type Entry = {
  tokens: number
  until: number
  waitSeconds: number
  reserving: Promise<void> | undefined
}

/**
 * Token buckets that all processes share. A bucket holds a minute's worth and refills evenly. A process reserves part
 * of it in the database and spends that from memory, so that most requests cost no statement; what all processes spend
 * together never exceeds the bucket. Without the database each process counts for itself.
 */
export function createBuckets(pool: pg.Pool, log: Logger, now: () => number = () => performance.now()) {
  const entries = new Map<string, Entry>()

  /** Spends one; answers how many seconds to wait, 0 when it was there. */
  async function take(key: string, perMinute: number): Promise<number> {
    for (let tries = 0; tries < 50; tries += 1) {
      const entry = entryOf(key)
      if (entry.until > now()) {
        if (entry.tokens > 0) return spend(entry, key, perMinute)
        if (entry.waitSeconds > 0) return entry.waitSeconds
      }
      entry.reserving ??= reserve(entry, key, perMinute)
      await entry.reserving
    }
    return 1
  }

  function spend(entry: Entry, key: string, perMinute: number): number {
    entry.tokens -= 1
    // The next part is fetched before this one ends, so that nobody waits for it.
    if (entry.tokens < partOf(perMinute) / 3 && entry.reserving === undefined)
      entry.reserving = reserve(entry, key, perMinute)
    return 0
  }

  function entryOf(key: string): Entry {
    const known = entries.get(key)
    if (known) return known
    if (entries.size >= entriesMax) entries.clear()
    const entry: Entry = { tokens: 0, until: 0, waitSeconds: 0, reserving: undefined }
    entries.set(key, entry)
    return entry
  }

  async function reserve(entry: Entry, key: string, perMinute: number): Promise<void> {
    const left = entry.until > now() ? entry.tokens : 0
    try {
      const { granted, tokens } = await ask(pool, key, perMinute)
      entry.waitSeconds = granted > 0 ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute))
      // What was spent while the answer was on its way came from what was left.
      entry.tokens = granted + Math.min(left, entry.tokens)
      entry.until = now() + (granted > 0 || entry.tokens > 0 ? keptMs : refusedMs)
    } catch (error) {
      log.warn({ err: error }, 'rate limits: the database does not answer, this process counts for itself')
      Object.assign(entry, { tokens: partOf(perMinute), waitSeconds: 0, until: now() + refusedMs })
    } finally {
      entry.reserving = undefined
    }
  }

  return { take }
}

/** `$2` how full it can be, `$3` how many are wanted; refills for the time since the last visit, by the database's clock. */
const statement = {
  name: 'limits.reserve',
  text: `INSERT INTO rate_buckets AS b (key, tokens, granted, refilled_at) VALUES ($1, $2::numeric - $3::int, $3, clock_timestamp())
         ON CONFLICT (key) DO UPDATE SET (tokens, granted, refilled_at) = (
           SELECT full_to - g, g, clock_timestamp()
           FROM (SELECT full_to, least($3::int, greatest(floor(full_to), 0))::int AS g
                 FROM (SELECT least($2::numeric, b.tokens + extract(epoch FROM clock_timestamp() - b.refilled_at) * $2::numeric / 60) AS full_to) f) n)
         RETURNING granted, tokens`,
}

async function ask(pool: pg.Pool, key: string, perMinute: number): Promise<{ granted: number; tokens: number }> {
  const { rows } = await pool.query<{ granted: number; tokens: string }>({
    ...statement,
    values: [key, perMinute, partOf(perMinute)],
  })
  return { granted: rows[0]?.granted ?? 0, tokens: Number(rows[0]?.tokens ?? 0) }
}
