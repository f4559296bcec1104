import type { Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { PersonScope } from '#platform/scope.ts'
import type { Passkey } from '../../contract.ts'

export type PasskeyRow = {
  id: string
  userId: string
  name: string
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
  synced: boolean
  createdAt: Instant
  lastUsedAt: Instant | null
}

const columns = `id, user_id AS "userId", name, credential_id AS "credentialId", public_key AS "publicKey",
  counter::float8 AS counter, transports, synced, created_at AS "createdAt", last_used_at AS "lastUsedAt"`

export async function listRows(scope: PersonScope): Promise<PasskeyRow[]> {
  return scope.sql<PasskeyRow>(
    'passkeys.list',
    `SELECT ${columns} FROM passkeys WHERE user_id = $1 ORDER BY created_at, id`,
    [scope.userId],
  )
}

/**
 * A passkey signs in by itself only if it was added or used since the password was chosen last: one that an intruder left
 * behind ends with the password that they knew. In a session of the new password it still confirms, and goes on by that.
 */
const paused = `EXISTS (SELECT FROM credentials k WHERE k.user_id = passkeys.user_id AND k.provider_id = 'credential'
  AND k.updated_at >= greatest(passkeys.created_at, passkeys.last_used_at))`

/** The person's passkeys as the API tells them. */
export async function toldPasskeys(scope: PersonScope): Promise<{ items: Passkey[] }> {
  const items = await scope.sql<Passkey>(
    'passkeys.told',
    `SELECT id, name, synced, created_at AS "createdAt", last_used_at AS "lastUsedAt", ${paused} AS paused
     FROM passkeys WHERE user_id = $1 ORDER BY created_at, id`,
    [scope.userId],
  )
  return { items }
}

export async function isPaused(scope: PersonScope, credentialId: string): Promise<boolean> {
  const rows = await scope.sql(
    'passkeys.paused',
    `SELECT 1 FROM passkeys WHERE credential_id = $1 AND user_id = $2 AND ${paused}`,
    [credentialId, scope.userId],
  )
  return rows.length > 0
}

export async function loadForUpdate(scope: PersonScope, id: string): Promise<PasskeyRow> {
  const [found] = await scope.sql<PasskeyRow>(
    'passkeys.lock',
    `SELECT ${columns} FROM passkeys WHERE id = $1 AND user_id = $2 FOR UPDATE`,
    [id, scope.userId],
  )
  if (!found) throw new Refusal('not_found')
  return found
}

/** By the id that the authenticator gave it; locked, so that two answers of one passkey meet here. */
export async function findByCredentialForUpdate(
  scope: PersonScope,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  const [found] = await scope.sql<PasskeyRow>(
    'passkeys.lockByCredential',
    `SELECT ${columns} FROM passkeys WHERE credential_id = $1 AND user_id = $2 FOR UPDATE`,
    [credentialId, scope.userId],
  )
  return found
}

export async function insertPasskey(scope: PersonScope, passkey: PasskeyRow): Promise<void> {
  await scope.sql(
    'passkeys.insert',
    `INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, transports, synced, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[passkey.id, scope.userId, passkey.name, passkey.credentialId, passkey.publicKey],
      ...[passkey.counter, passkey.transports, passkey.synced, passkey.createdAt],
    ],
  )
}

export async function savePasskey(scope: PersonScope, passkey: PasskeyRow): Promise<void> {
  await scope.sql(
    'passkeys.save',
    'UPDATE passkeys SET name = $3, counter = $4, synced = $5, last_used_at = $6 WHERE id = $1 AND user_id = $2',
    [...[passkey.id, scope.userId, passkey.name, passkey.counter, passkey.synced], passkey.lastUsedAt],
  )
}
