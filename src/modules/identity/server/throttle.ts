import { createHash } from 'node:crypto'
import type { Instant } from '#kernel/calendar.ts'
import { networkOf } from '#kernel/network.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { House } from '#platform/runner.ts'
import { type Origin, openVisitorScope, type VisitorScope } from '#platform/scope.ts'
import { attempt, type Count, type ThrottleName, throttleRules } from '../domain/throttle.ts'

/** One thing that is counted, and by which rule. */
export type Throttle = { rule: ThrottleName; key: string }

/** Addresses are kept as a hash: what is typed into that field is not always an address. */
function mailboxOf(email: string): string {
  return createHash('sha256').update(email).digest('base64url').slice(0, 22)
}

const accountKey = (email: string) => `account:${mailboxOf(email)}`
const addressKey = (ip: string) => `address:${networkOf(ip)}`
const pairKey = (email: string, ip: string) => `pair:${mailboxOf(email)}:${networkOf(ip)}`
/** Wrong second factors are counted beside wrong passwords, by the same rules. */
const codeKey = (email: string) => `code:${mailboxOf(email)}`
const codePairKey = (email: string, ip: string) => `code-pair:${mailboxOf(email)}:${networkOf(ip)}`
const knownKey = (email: string, ip: string) => `known:${mailboxOf(email)}:${networkOf(ip)}`

export function askingThrottles(ip: string, email?: string): Throttle[] {
  const asking: Throttle = { rule: 'asking', key: `asking:${networkOf(ip)}` }
  return email === undefined ? [asking] : [asking, { rule: 'mailbox', key: `mailbox:${mailboxOf(email)}` }]
}

export function passkeyThrottles(ip: string): Throttle[] {
  return [{ rule: 'passkey', key: `passkey:${networkOf(ip)}` }]
}

type Row = { key: string; failures: number; windowStartedAt: Instant; blockedUntil: Instant | null }

/**
 * Counts an attempt before it is made, so that a hundred at once are not a hundred free ones; refuses with
 * `too_many_requests` while one of the keys has to wait.
 */
export async function countAttempt(house: House, origin: Origin, throttles: readonly Throttle[]): Promise<void> {
  await openVisitorScope({ ...house, origin, mode: 'write' }, undefined, async (scope) => {
    const rows = await lockRows(
      scope,
      throttles.map(({ key }) => key),
    )
    const next: (Count & { key: string })[] = []
    let waitSeconds = 0
    for (const { key, rule } of throttles) {
      const counted = attempt(rows.get(key), throttleRules[rule], scope.now)
      if ('waitSeconds' in counted) waitSeconds = Math.max(waitSeconds, counted.waitSeconds)
      else next.push({ key, ...counted })
    }
    if (waitSeconds > 0) throw new Refusal('too_many_requests', { seconds: waitSeconds })
    await scope.sql(
      'throttles.count',
      `UPDATE throttles t SET failures = n.failures, window_started_at = n."windowStartedAt", blocked_until = n."blockedUntil"
       FROM jsonb_to_recordset($1) AS n (key text, failures integer, "windowStartedAt" timestamptz, "blockedUntil" timestamptz)
       WHERE t.key = n.key`,
      [JSON.stringify(next)],
    )
  })
}

/** Always in the order of their keys, so that two attempts never wait for each other. */
async function lockRows(scope: VisitorScope, keys: readonly string[]): Promise<Map<string, Row>> {
  const sorted = [...keys].sort()
  await scope.sql(
    'throttles.begin',
    'INSERT INTO throttles (key, failures, window_started_at) SELECT key, 0, $2 FROM unnest($1::text[]) AS key ON CONFLICT DO NOTHING',
    [sorted, scope.now],
  )
  const rows = await scope.sql<Row>(
    'throttles.lock',
    `SELECT key, failures, window_started_at AS "windowStartedAt", blocked_until AS "blockedUntil"
     FROM throttles WHERE key = ANY ($1) ORDER BY key FOR UPDATE`,
    [sorted],
  )
  return new Map(rows.map((row) => [row.key, row]))
}

/**
 * Counts a sign-in. Where this account signed in before from this network, the strangers who try it elsewhere do not
 * count: its owner is not locked out by them.
 */
export async function countSignIn(house: House, origin: Origin, email: string): Promise<void> {
  const ip = origin.ipAddress ?? ''
  const known = await house.pool.query('SELECT 1 FROM throttles WHERE key = $1', [knownKey(email, ip)])
  const everywhere: Throttle[] = known.rowCount ? [] : [{ rule: 'account', key: accountKey(email) }]
  await countAttempt(house, origin, [
    ...everywhere,
    { rule: 'address', key: addressKey(ip) },
    { rule: 'pair', key: pairKey(email, ip) },
  ])
}

/** Counts a code of the second factor; where the account was signed in to before, strangers elsewhere do not count. */
export async function countCode(house: House, origin: Origin, email: string): Promise<void> {
  const ip = origin.ipAddress ?? ''
  const known = await house.pool.query('SELECT 1 FROM throttles WHERE key = $1', [knownKey(email, ip)])
  const everywhere: Throttle[] = known.rowCount ? [] : [{ rule: 'account', key: codeKey(email) }]
  await countAttempt(house, origin, [...everywhere, { rule: 'pair', key: codePairKey(email, ip) }])
}

/** The code was right: nothing is counted against the account's codes, and its network is known from now on. */
export async function forgiveCode(house: House, origin: Origin, email: string): Promise<void> {
  const ip = origin.ipAddress ?? ''
  await openVisitorScope({ ...house, origin, mode: 'write' }, undefined, async (scope) => {
    await scope.sql('throttles.forgive', 'DELETE FROM throttles WHERE key = ANY ($1)', [
      [codeKey(email), codePairKey(email, ip)],
    ])
    await know(scope, email, ip)
  })
}

/**
 * The password was right: the account's counts are over, the address gets this attempt back. The network is known only
 * when nothing more is asked: whoever has just the password must not get attempts of their own at the code.
 */
export async function forgiveSignIn(
  house: House,
  origin: Origin,
  email: string,
  { known = true }: { known?: boolean } = {},
): Promise<void> {
  const ip = origin.ipAddress ?? ''
  await openVisitorScope({ ...house, origin, mode: 'write' }, undefined, async (scope) => {
    await scope.sql('throttles.forgive', 'DELETE FROM throttles WHERE key = ANY ($1)', [
      [accountKey(email), pairKey(email, ip)],
    ])
    await scope.sql(
      'throttles.giveBack',
      'UPDATE throttles SET failures = greatest(failures - 1, 0), blocked_until = NULL WHERE key = $1',
      [addressKey(ip)],
    )
    if (known) await know(scope, email, ip)
  })
}

async function know(scope: VisitorScope, email: string, ip: string): Promise<void> {
  await scope.sql(
    'throttles.know',
    `INSERT INTO throttles (key, failures, window_started_at) VALUES ($1, 0, $2)
     ON CONFLICT (key) DO UPDATE SET window_started_at = excluded.window_started_at`,
    [knownKey(email, ip), scope.now],
  )
}

/** Which counts, by their keys and by what the keys begin or end with. */
type Which = { keys: string[]; like: string[] }

export function locksOfAccount(email: string): Which {
  const mailbox = mailboxOf(email)
  return {
    keys: [`account:${mailbox}`, `code:${mailbox}`, `mailbox:${mailbox}`],
    like: [`pair:${mailbox}:%`, `code-pair:${mailbox}:%`],
  }
}

export function locksOfNetwork(ip: string): Which {
  const network = networkOf(ip)
  return {
    keys: [`address:${network}`, `asking:${network}`, `passkey:${network}`],
    like: [`pair:%:${network}`, `code-pair:%:${network}`],
  }
}

/** What waits, of what kind, from where, until when. */
export type Lockout = { kind: string; network: string | null; failures: number; until: Instant }

export async function listLocks({ pool }: Pick<House, 'pool'>, now: Instant): Promise<Lockout[]> {
  const { rows } = await pool.query<{ key: string; failures: number; until: Instant }>(
    `SELECT key, failures, blocked_until AS until FROM throttles WHERE blocked_until > $1
     ORDER BY blocked_until DESC, key LIMIT 1000`,
    [now],
  )
  return rows.map(({ key, ...row }) => {
    const [kind = '', ...rest] = key.split(':')
    const whole = ['address', 'asking', 'passkey'].includes(kind)
    const network = (whole ? rest : rest.slice(1)).join(':')
    return { kind, network: network === '' ? null : network, ...row }
  })
}

export async function liftLocks({ pool }: Pick<House, 'pool'>, { keys, like }: Which): Promise<number> {
  const text = 'DELETE FROM throttles WHERE key = ANY ($1) OR key LIKE ANY ($2)'
  return (await pool.query(text, [keys, like])).rowCount ?? 0
}

/** Whoever reads the mailbox owns the account: after a reset nothing is counted against it. */
export async function forgiveAccount(house: House, email: string): Promise<void> {
  const mailbox = mailboxOf(email)
  await house.pool.query('DELETE FROM throttles WHERE key = $1 OR key LIKE $2', [
    `account:${mailbox}`,
    `pair:${mailbox}:%`,
  ])
}
