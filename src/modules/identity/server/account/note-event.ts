import { newId } from '#kernel/ids.ts'
import type { PersonScope } from '#platform/scope.ts'
import type { AccountEvent } from '../../domain/account-event.ts'
import { deviceOf } from '../../domain/device.ts'

/** Writes into the log of the person's account, which never changes. `detail` names what it was about; never a secret. */
export async function noteEvent(scope: PersonScope, event: AccountEvent, detail?: string): Promise<void> {
  const { ipAddress, userAgent, requestId } = scope.origin
  await scope.sql(
    'identity.noteEvent',
    `INSERT INTO account_events (id, user_id, event, detail, happened_at, ip_address, device, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[newId(), scope.userId, event, detail?.slice(0, 200) ?? null, scope.now],
      ...[ipAddress ?? null, userAgent === undefined ? null : deviceOf(userAgent), requestId],
    ],
  )
}
