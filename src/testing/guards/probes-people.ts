import { A, type Probes, probe, X } from './probe.ts'

const passkey = ['passkeys', { id: A, counter: 5, last_used_at: '2026-03-02' }] as const
const change = (row: object = {}) =>
  [
    'email_changes',
    { id: A, user_id: X, old_email: 'old@x.test', new_email: 'new@x.test', expires_at: '2026-03-03', ...row },
  ] as const
const confirmed = { old_confirmed_at: '2026-03-02', new_confirmed_at: '2026-03-02' }
const user = ['users', { id: X, email: 'old@x.test' }] as const

export const peopleProbes: Probes = {
  'passkeys.guard_passkey': {
    passkey_fixed: [
      probe(
        [passkey],
        ...["public_key = 'y'", "credential_id = 'y'", `user_id = '${X}'`, "created_at = '2020-01-01'"].map(
          (set) => `UPDATE passkeys SET ${set}`,
        ),
      ),
    ],
    passkey_copied: [
      probe([passkey], 'UPDATE passkeys SET counter = 4', "UPDATE passkeys SET last_used_at = '2026-03-03'"),
    ],
  },
  'email_changes.guard_email_change': {
    email_change_over: [
      probe(
        [change(confirmed)],
        ...["new_email = 'x'", "old_email = 'x'", "expires_at = '2030-01-01'", 'old_confirmed_at = NULL'].map(
          (set) => `UPDATE email_changes SET ${set}`,
        ),
        ...["new_confirmed_at = '2026-03-01'", "old_token_hash = 'y'", `user_id = '${A}'`].map(
          (set) => `UPDATE email_changes SET ${set}`,
        ),
      ),
      probe(
        [change({ outcome: 'stopped', settled_at: '2026-03-02' })],
        'UPDATE email_changes SET outcome = NULL, settled_at = NULL',
        "UPDATE email_changes SET old_confirmed_at = '2026-03-02'",
      ),
    ],
  },
  'users.guard_user_email': {
    email_change_unconfirmed: [
      ...[
        change(),
        change({ old_confirmed_at: '2026-03-02' }),
        change({ new_confirmed_at: '2026-03-02' }),
        change({ ...confirmed, new_email: 'third@x.test' }),
        change({ ...confirmed, user_id: A }),
        change({ ...confirmed, outcome: 'done', settled_at: '2026-03-02' }),
      ].map((one) => probe([user, one], "UPDATE users SET email = 'new@x.test'")),
    ],
  },
}
