import type { Instant } from '#kernel/calendar.ts'
import { personQuery } from '#platform/operation.ts'
import type { PersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { deviceOf } from '../../domain/device.ts'
import { hasAnyFactor } from '../second-factor/store.ts'
import { oldestStart } from '../session-cookie.ts'
import { sessionOf } from './session.ts'

type Row = Omit<contract.Account, 'emailChange' | 'proven' | 'hasFactor'> & {
  newEmail: string | null
  oldConfirmed: boolean
  newConfirmed: boolean
  expiresAt: Instant
}

/** The account as its owner sees it. */
export async function loadAccount(scope: PersonScope): Promise<contract.Account> {
  const session = await sessionOf(scope)
  const [row] = await scope.sql<Row>(
    'identity.account',
    `SELECT u.name, u.email, u.email_verified AS "emailVerified", k.updated_at AS "passwordChangedAt",
            e.new_email AS "newEmail", e.old_confirmed_at IS NOT NULL AS "oldConfirmed",
            e.new_confirmed_at IS NOT NULL AS "newConfirmed", e.expires_at AS "expiresAt"
     FROM users u
     LEFT JOIN credentials k ON k.user_id = u.id AND k.provider_id = 'credential'
     LEFT JOIN email_changes e ON e.user_id = u.id AND e.settled_at IS NULL AND e.expires_at > $2
     WHERE u.id = $1`,
    [scope.userId, scope.now],
  )
  const { newEmail, oldConfirmed, newConfirmed, expiresAt, ...account } = row as Row
  const emailChange = newEmail === null ? null : { newEmail, oldConfirmed, newConfirmed, expiresAt }
  return { ...account, proven: session.proven, hasFactor: await hasAnyFactor(scope), emailChange }
}

export const readAccount = personQuery({
  name: 'identity.readAccount',
  input: contract.readAccount.input,
  run: loadAccount,
})

type SessionRow = Omit<contract.Session, 'device' | 'current'> & { userAgent: string | null }

export const listSessions = personQuery({
  name: 'identity.listSessions',
  input: contract.listSessions.input,
  async run(scope) {
    const { id: mine } = await sessionOf(scope)
    const rows = await scope.sql<SessionRow>(
      'identity.sessions',
      `SELECT id, user_agent AS "userAgent", ip_address AS "ipAddress", created_at AS "signedInAt",
              greatest(last_used_at, created_at) AS "lastUsedAt"
       FROM sessions WHERE user_id = $1 AND expires_at > $2 AND created_at > $4
       ORDER BY (id = $3) DESC, last_used_at DESC, id LIMIT 100`,
      [scope.userId, scope.now, mine, oldestStart(scope.outside.settings, scope.now)],
    )
    const items = rows.map(({ userAgent, ...row }) => ({
      ...row,
      device: deviceOf(userAgent),
      current: row.id === mine,
    }))
    return { items }
  },
})

export const listAccountEvents = personQuery({
  name: 'identity.listAccountEvents',
  input: contract.listAccountEvents.input,
  async run(scope) {
    const items = await scope.sql<contract.AccountEvent>(
      'identity.events',
      `SELECT id, event, detail, happened_at AS "happenedAt", ip_address AS "ipAddress", device
       FROM account_events WHERE user_id = $1 ORDER BY happened_at DESC, id DESC LIMIT 20`,
      [scope.userId],
    )
    return { items }
  },
})
