import { A, B, type Probes, probe } from './probe.ts'
import { company } from './scratch.ts'

const owner = (id: string, row: object = {}) =>
  ['members', { id, user_id: id, role: 'owner', deactivated_at: null, ...row }] as const
const ended = (row: object) => ['invites', { id: A, email: 'a@b.test', ...row }] as const

export const memberProbes: Probes = {
  'members.owner_changed': {
    last_owner_kept: [
      probe(
        [owner(A), owner(B, { deactivated_at: '2026-03-02T10:00:00Z' })],
        `UPDATE members SET role = 'admin' WHERE id = '${A}'`,
        `UPDATE members SET deactivated_at = now() WHERE id = '${A}'`,
      ),
      probe([owner(A), owner(B, { role: 'admin' })], `UPDATE members SET role = 'staff' WHERE id = '${A}'`),
      // Both in one statement: the second finds the first gone.
      probe([owner(A), owner(B)], "UPDATE members SET role = 'admin'", 'UPDATE members SET deactivated_at = now()'),
    ],
  },
  'members.owner_deleted': {
    last_owner_kept: [
      probe([owner(A)], `DELETE FROM members WHERE id = '${A}'`),
      probe([owner(A), owner(B)], 'DELETE FROM members'),
    ],
  },
  'invites.ended_invite': {
    invite_over: [
      probe(
        [ended({ accepted_at: '2026-03-02T10:00:00Z', accepted_by: B, revoked_at: null })],
        'UPDATE invites SET accepted_at = NULL, accepted_by = NULL',
        "UPDATE invites SET role = 'owner'",
      ),
      probe(
        [ended({ accepted_at: null, accepted_by: null, revoked_at: '2026-03-02T10:00:00Z' })],
        'UPDATE invites SET revoked_at = NULL',
        "UPDATE invites SET expires_at = '2099-01-01T00:00:00Z'",
      ),
    ],
  },
  'audit_events.closed_company': {
    company_closed: [
      probe(
        [['companies', { id: company, closed_at: '2026-03-02T10:00:00Z' }]],
        ['audit_events', { action: 'clients.create' }],
        ['audit_events', { action: 'companies.reopen' }],
      ),
    ],
  },
  'audit_events.guard_pruned': {
    audit_immutable: [
      probe([['audit_events', { id: A }]], 'DELETE FROM audit_events'),
      probe(
        [
          ['audit_events', { id: A, occurred_at: '2026-03-02T10:00:00Z' }],
          ['audit_anchors', { through: '2026-03-02T09:59:59Z' }],
        ],
        'DELETE FROM audit_events',
      ),
    ],
  },
  'audit_seals.guard_pruned': {
    audit_immutable: [
      probe([['audit_seals', { seq: 8 }]], 'DELETE FROM audit_seals'),
      probe(
        [
          ['audit_seals', { seq: 8 }],
          ['audit_anchors', { seq: 7 }],
        ],
        'DELETE FROM audit_seals',
      ),
    ],
  },
}
