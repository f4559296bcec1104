import { assert } from '#kernel/assert.ts'
import { period, todayIn } from '#kernel/calendar.ts'
import { isAllowed, type Permission } from '#kernel/permissions.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadFigures } from './figures.ts'
import { longestDue, openProjects, recentExpenses, recentPayments, toDo } from './lists.ts'

/** Everybody has a dashboard; what the person may not see is left out of it. */
export const readDashboard = query({
  name: 'home.readDashboard',
  needs: 'time:own',
  input: contract.readDashboard.input,
  async run(scope, input) {
    const { actor } = scope
    assert(actor.kind === 'member', 'a dashboard is somebody’s')
    const may = (permission: Permission) => isAllowed(actor, permission)
    const company = await loadCompany(scope)
    const today = todayIn(company.timeZone, scope.now)
    const range = period(input.period, today, company.weekStartsOn)
    const assignedOnly = actor.role === 'staff'
    return {
      period: input.period,
      ...range,
      today,
      figures: may('financials:read') ? await loadFigures(scope, range, today) : null,
      toDo: await toDo(scope, {
        memberId: actor.memberId,
        assignedOnly,
        approves: may('time:approve'),
        seesInvoices: may('documents:read'),
        today,
        weekStart: period('this_week', today, company.weekStartsOn).from,
      }),
      invoices: may('documents:read') ? await longestDue(scope) : null,
      projects: await openProjects(scope, assignedOnly ? actor.memberId : null),
      expenses: await recentExpenses(scope, may('expenses:read') ? null : actor.memberId),
      payments: may('payments:read') ? await recentPayments(scope) : null,
    }
  },
})
