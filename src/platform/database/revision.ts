import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '../scope.ts'

/** Refuses when the caller saw another version than the one that is there; the answer carries what is there now. */
export function checkRevision(scope: Scope, current: { revision: number }): void {
  scope.record.revisionSeen = true
  if (scope.expectedRevision !== undefined && scope.expectedRevision !== current.revision) {
    throw new Refusal('stale_revision', {}, { current })
  }
}
