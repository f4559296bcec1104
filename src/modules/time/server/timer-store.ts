import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { me } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Timer } from '../domain/timer.ts'
import { timers } from './tables.ts'

const { companyId: _company, memberId: _member, ...columns } = getTableColumns(timers)
const of = (scope: Scope, memberId: string) => and(eq(timers.companyId, scope.companyId), eq(timers.memberId, memberId))
const mine = (scope: Scope) => of(scope, me(scope).memberId)

export async function findTimer(scope: Scope): Promise<Timer | undefined> {
  const [found] = await scope.tx.select(columns).from(timers).where(mine(scope))
  return found
}

/** Locked until the transaction ends: whoever presses at the same moment waits here. */
export async function findTimerForUpdate(scope: Scope, memberId = me(scope).memberId): Promise<Timer | undefined> {
  const [found] = await scope.tx.select(columns).from(timers).where(of(scope, memberId)).for('update')
  return found
}

export async function loadTimerForUpdate(scope: Scope): Promise<Timer> {
  const found = await findTimerForUpdate(scope)
  if (!found) throw new Refusal('timer_not_running')
  return found
}

/** The member's timer after it: this one, or the one that was there before. */
export async function insertTimerOnce(scope: Scope, timer: Timer): Promise<Timer> {
  const [row] = await scope.tx
    .insert(timers)
    .values({ companyId: scope.companyId, memberId: me(scope).memberId, ...timer })
    // Touching the row locks it and answers it; without a change it would answer nothing.
    .onConflictDoUpdate({ target: [timers.companyId, timers.memberId], set: { runId: sql`${timers.runId}` } })
    .returning(columns)
  return present(row)
}

export async function saveTimer(scope: Scope, timer: Timer): Promise<void> {
  await scope.tx.update(timers).set(timer).where(mine(scope))
}

export async function deleteTimer(scope: Scope, memberId = me(scope).memberId): Promise<void> {
  await scope.tx.delete(timers).where(of(scope, memberId))
}
