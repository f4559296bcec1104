import { A, type Probes, probe } from './probe.ts'

const key = (row: object = {}) => ['api_keys', { id: A, scopes: '{clients:read}', ...row }] as const
const setKey = (what: string) => `UPDATE api_keys SET ${what} WHERE id = '${A}'`

export const integrationProbes: Probes = {
  'api_keys.guard_api_key': {
    api_key_fixed: [
      probe(
        [key()],
        ...["scopes = '{audit:read}'", "token_hash = 'other'", "name = 'other'", 'expires_at = now()'].map(setKey),
        `DELETE FROM api_keys WHERE id = '${A}'`,
      ),
      probe([key({ revoked_at: '2026-03-02T10:00:00Z' })], setKey('revoked_at = NULL'), setKey('revoked_at = now()')),
    ],
    api_key_scope: [
      probe(
        [],
        ...['members:manage', 'integrations:manage', 'company:settings', 'books:lock'].map((scope) =>
          key({ scopes: `{clients:read,${scope}}` }),
        ),
      ),
    ],
  },
  'webhook_attempts.guard_webhook_log': {
    webhook_log_fixed: [
      probe([['webhook_attempts', { attempted_at: '2099-01-01T10:00:00Z' }]], 'DELETE FROM webhook_attempts'),
    ],
  },
  'webhook_events.guard_webhook_log': {
    webhook_log_fixed: [
      probe([['webhook_events', { occurred_at: '2099-01-01T10:00:00Z' }]], 'DELETE FROM webhook_events'),
    ],
  },
}
