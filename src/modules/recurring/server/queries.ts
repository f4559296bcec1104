import { and, eq, isNotNull, isNull, like } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { addMonths } from '#kernel/calendar.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { drafting } from '#modules/documents/server/index.ts'
import { containing, keyset } from '#platform/database/keyset.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadPlan } from './store.ts'
import { recurringPlans as plans } from './tables.ts'
import { toPlan } from './to-plan.ts'

export const listPlans = query({
  name: 'recurring.listPlans',
  needs: 'documents:read',
  input: contract.listPlans.input,
  async run(scope, input) {
    const order = { by: plans.sortName, id: plans.id, descending: input.sort.startsWith('-') }
    const page = keyset(`recurring ${input.sort}`, order, input)
    const { id, name, state, clientId, frequency, every, dayOfMonth, nextRunOn, lastRunOn, autoSend } = plans
    const { totalCents, failure } = plans
    const columns = { id, name, state, clientId, frequency, every, dayOfMonth, nextRunOn, lastRunOn, autoSend }
    const rows = await scope.tx
      .select({ ...columns, totalCents, failure, sortValue: page.value })
      .from(plans)
      .where(
        and(
          eq(plans.companyId, scope.companyId),
          isNull(plans.deletedAt),
          input.state === 'failing' ? isNotNull(plans.failure) : input.state ? eq(plans.state, input.state) : undefined,
          input.clientId ? eq(plans.clientId, input.clientId) : undefined,
          input.q ? like(plans.sortName, containing(input.q)) : undefined,
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    const names = await clientNames(
      scope,
      items.map((item) => item.clientId),
    )
    return { items: items.map((item) => ({ ...item, clientName: names.get(item.clientId) ?? '' })), nextCursor }
  },
})

export const readPlan = query({
  name: 'recurring.readPlan',
  needs: 'documents:read',
  input: contract.readPlan.input,
  run: async (scope, { planId }) => toPlan(scope, await loadPlan(scope, planId)),
})

type Run = (typeof contract.PlanRun)['_output'] & { id: string; sortValue: string }

export const listPlanRuns = query({
  name: 'recurring.listPlanRuns',
  needs: 'documents:read',
  input: contract.listPlanRuns.input,
  async run(scope, { planId, limit, cursor }) {
    await loadPlan(scope, planId)
    const before = cursor ?? '9999-12-31'
    const rows = await scope.sql<Run>(
      'recurring.runs',
      `SELECT d.id AS "invoiceId", d.planned_on::text AS "plannedOn", d.number, d.state, d.total_cents AS "totalCents", d.balance_due_cents AS "balanceDueCents"
       FROM documents d WHERE d.company_id = $1 AND d.recurring_plan_id = $2 AND d.planned_on < $3::date AND d.deleted_at IS NULL
       ORDER BY d.planned_on DESC LIMIT $4`,
      [scope.companyId, planId, /^\d{4}-\d\d-\d\d$/.test(before) ? before : '9999-12-31', limit + 1],
    )
    const items = rows.slice(0, limit)
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.plannedOn ?? null) : null }
  },
})

export const proposePlan = query({
  name: 'recurring.proposePlan',
  needs: 'documents:read',
  input: contract.proposePlan.input,
  async run(scope, { invoiceId }) {
    const { number: _number, ...content } = await drafting.readContent(scope, invoiceId)
    const names = await clientNames(scope, [content.clientId])
    const today = await companyToday(scope)
    const clientName = present(names.get(content.clientId))
    return {
      ...content,
      ...{ name: clientName, clientName, frequency: 'monthly' as const, every: 1, dayOfMonth: null },
      ...{ nextRunOn: addMonths(today, 1), endOn: null, autoSend: false, dueDays: null },
    }
  },
})
