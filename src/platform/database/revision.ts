import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '../scope.ts'

/** Refuses when the caller saw another version than the one that is there; the answer carries what is there now. */
export function checkRevision(scope: Scope, current: { revision: number }): void {
  if (scope.expectedRevision === undefined) return
  scope.record.revisionSeen = true
  if (scope.expectedRevision !== current.revision) throw new Refusal('stale_revision', {}, { current })
}

/** For an act inside another one, on a record that the caller did not see. */
export const unseen = (scope: Scope): Scope => ({ ...scope, expectedRevision: undefined })
