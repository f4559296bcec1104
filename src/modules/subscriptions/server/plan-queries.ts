import { getTableColumns } from 'drizzle-orm'
import type { Instant } from '#kernel/calendar.ts'
import { everythingOn, type PlanNow } from '#kernel/plans.ts'
import type { Settings } from '#platform/settings.ts'
import { type SubscriptionRecord, standing } from '../domain/index.ts'
import { companySubscriptions } from './tables.ts'

const prefix = 'subscription.'
const {
  companyId: _companyId,
  asOf: _asOf,
  seatLimit: _seatLimit,
  revision: _revision,
  ...told
} = getTableColumns(companySubscriptions)

/** For whoever loads an actor, so that the plan needs no statement of its own. */
export const planColumns = Object.entries(told)
  .map(([name, column]) => `s.${column.name} AS "${prefix}${name}"`)
  .join(', ')
export const planJoin = 'LEFT JOIN company_subscriptions s ON s.company_id = c.id'

/** Parts a row that was read with `planColumns` into what the company has now, and the rest. */
export function takePlan<Row extends object>(
  row: Row,
  settings: Pick<Settings, 'billing'>,
  now: Instant,
): { plan: PlanNow; rest: Row } {
  const entries = Object.entries(row)
  const rest = Object.fromEntries(entries.filter(([name]) => !name.startsWith(prefix))) as Row
  if (!settings.billing) return { plan: everythingOn, rest }
  const own = entries
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value])
  const record = Object.fromEntries(own) as SubscriptionRecord & { state: SubscriptionRecord['state'] | null }
  const { plan, readOnly, standing: name, until } = standing(record.state === null ? undefined : record, now)
  return { plan: { plan, readOnly, billing: true, trialEndsAt: name === 'trial' ? until : null }, rest }
}
