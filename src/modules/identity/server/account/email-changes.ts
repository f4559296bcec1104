import { Refusal } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import type { EmailChange, Side } from '../../domain/email-change.ts'

export type ChangeRow = EmailChange & {
  id: string
  userId: string
  oldEmail: string
  newEmail: string
  /** The session that asked; it goes on when the others end. */
  sessionId: string
}

const columns = `id, user_id AS "userId", old_email AS "oldEmail", new_email AS "newEmail", session_id AS "sessionId",
  expires_at AS "expiresAt", old_confirmed_at AS "oldConfirmedAt", new_confirmed_at AS "newConfirmedAt", outcome`

/** The change that a link opens, and whose link it is. Row-level security shows the holder of a link this row only. */
export async function loadByLink(scope: VisitorScope, token: string): Promise<{ change: ChangeRow; side: Side }> {
  const hash = hashToken(token)
  const [found] = await scope.sql<ChangeRow & { side: Side }>(
    'identity.emailChangeByLink',
    `SELECT ${columns}, CASE WHEN old_token_hash = $1 THEN 'old' ELSE 'new' END AS side
     FROM email_changes WHERE old_token_hash = $1 OR new_token_hash = $1`,
    [hash],
  )
  if (!found) throw new Refusal('not_found')
  const { side, ...change } = found
  return { change, side }
}

/** The person's change that is still on its way, locked. */
export async function findOpenForUpdate(scope: PersonScope): Promise<ChangeRow | undefined> {
  const [found] = await scope.sql<ChangeRow>(
    'identity.openEmailChange',
    `SELECT ${columns} FROM email_changes WHERE user_id = $1 AND settled_at IS NULL FOR UPDATE`,
    [scope.userId],
  )
  return found
}

export async function loadForUpdate(scope: PersonScope, id: string): Promise<ChangeRow> {
  const [found] = await scope.sql<ChangeRow>(
    'identity.lockEmailChange',
    `SELECT ${columns} FROM email_changes WHERE id = $1 AND user_id = $2 FOR UPDATE`,
    [id, scope.userId],
  )
  if (!found) throw new Refusal('not_found')
  return found
}

export async function insertChange(
  scope: PersonScope,
  change: ChangeRow,
  hashes: { old: string; new: string },
): Promise<void> {
  await scope.sql(
    'identity.insertEmailChange',
    `INSERT INTO email_changes (id, user_id, old_email, new_email, session_id, old_token_hash, new_token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[change.id, scope.userId, change.oldEmail, change.newEmail, change.sessionId],
      ...[hashes.old, hashes.new, scope.now, change.expiresAt],
    ],
  )
}

export async function saveChange(scope: PersonScope, change: ChangeRow): Promise<void> {
  await scope.sql(
    'identity.saveEmailChange',
    `UPDATE email_changes SET old_confirmed_at = $3, new_confirmed_at = $4, outcome = $5, settled_at = $6
     WHERE id = $1 AND user_id = $2`,
    [
      ...[change.id, scope.userId, change.oldConfirmedAt, change.newConfirmedAt, change.outcome],
      change.outcome === null ? null : scope.now,
    ],
  )
}
