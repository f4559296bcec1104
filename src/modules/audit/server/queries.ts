import { and, eq, gte, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { addDays, startOfDayIn } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { containing, keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import type * as contract from '../contract.ts'
import type { Naming } from './subject-names.ts'
import { auditEvents } from './tables.ts'

type Asked = z.output<typeof contract.listAuditEvents.input>
export type Filters = Omit<z.output<typeof contract.exportAuditEvents.input>, 'format'>

/** What a line of the list says. */
const short = {
  id: auditEvents.id,
  occurredAt: auditEvents.occurredAt,
  actorKind: auditEvents.actorKind,
  actorName: auditEvents.actorName,
  action: auditEvents.action,
  subjectType: auditEvents.subjectType,
  subjectId: auditEvents.subjectId,
  supportOperator: auditEvents.supportOperator,
}

/** All that an event says: for one that is opened, and for files. */
export const inFull = {
  ...short,
  before: auditEvents.before,
  after: auditEvents.after,
  requestId: auditEvents.requestId,
  ipAddress: auditEvents.ipAddress,
}

export async function pageOfEvents(scope: Scope, named: Naming, { sort, ...asked }: Asked) {
  const descending = sort === '-occurredAt'
  const order = { by: auditEvents.occurredAt, id: auditEvents.id, descending, type: 'timestamptz' } as const
  const page = keyset(`audit.${sort}`, order, asked)
  const rows = await scope.tx
    .select({ ...short, sortValue: page.value })
    .from(auditEvents)
    .where(and(eq(auditEvents.companyId, scope.companyId), ...(await wanted(scope, asked)), page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  return { items: await named(scope, items), nextCursor }
}

/** Days are those of the company's time zone. */
export async function wanted(scope: Scope, asked: Filters): Promise<(SQL | undefined)[]> {
  const { from, to, q, actorKind, memberId, subjectType, subjectId, action } = asked
  const { timeZone } = await loadCompany(scope)
  const words = q ? containing(q) : undefined
  return [
    from ? gte(auditEvents.occurredAt, startOfDayIn(timeZone, from)) : undefined,
    to ? lt(auditEvents.occurredAt, startOfDayIn(timeZone, addDays(to, 1))) : undefined,
    actorKind === 'support' ? isNotNull(auditEvents.supportSessionId) : undefined,
    actorKind && actorKind !== 'support' ? eq(auditEvents.actorKind, actorKind) : undefined,
    memberId ? sql`${auditEvents.actorUserId} = (${userOf(scope, memberId)})` : undefined,
    subjectType ? eq(auditEvents.subjectType, subjectType) : undefined,
    subjectId ? eq(auditEvents.subjectId, subjectId) : undefined,
    action ? eq(auditEvents.action, action) : undefined,
    words
      ? or(sql`lower(${auditEvents.actorName}) LIKE ${words}`, sql`lower(${auditEvents.action}) LIKE ${words}`)
      : undefined,
  ]
}

function userOf({ companyId }: Scope, memberId: string): SQL {
  return sql`SELECT m.user_id FROM members m WHERE m.company_id = ${companyId} AND m.id = ${memberId}`
}

export async function loadEvent(scope: Scope, named: Naming, id: string): Promise<contract.AuditEventInFull> {
  const found = await scope.tx
    .select(inFull)
    .from(auditEvents)
    .where(and(eq(auditEvents.companyId, scope.companyId), eq(auditEvents.id, id)))
  const [event] = await named(scope, found)
  if (!event) throw new Refusal('not_found')
  return event
}
