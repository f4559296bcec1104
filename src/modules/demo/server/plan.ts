import { instantIn } from '#kernel/calendar.ts'
import { type Story, seededRandom } from '../domain/index.ts'
import { monthsUntil } from './days.ts'
import { demoId } from './demo-id.ts'
import { planBills, planOpenBills, planVendors } from './plan-bills.ts'
import { planCollections } from './plan-collections.ts'
import { planExpenses, planOpenExpenses } from './plan-expenses.ts'
import { planIntegrations } from './plan-integrations.ts'
import { planInvite } from './plan-invite.ts'
import { planDrafts, planInvoices } from './plan-invoices.ts'
import { planQuotes } from './plan-quotes.ts'
import { planProjects, planStart } from './plan-start.ts'
import { planTime, planTimer } from './plan-time.ts'
import { planLock, planUndone } from './plan-undone.ts'
import type { Planning, PlanOptions } from './planning.ts'
import type { Phase } from './step.ts'

/** The whole history of a company, phase by phase. The same story, day and length give the same plan. */
export function planHistory(
  story: Story,
  { today, months, accounts, categories, members, timerAt }: PlanOptions,
): Phase[] {
  const planning: Planning = {
    story,
    today,
    months: monthsUntil(today, months),
    random: seededRandom(story.seed),
    id: (key) => demoId(`${story.key} ${key}`),
    when: (date, time, by) => ({ at: instantIn(story.company.timeZone, date, time), by }),
    place: 0,
    credits: [],
    accounts,
    categories,
    members,
    timerAt,
  }
  const phases = [...planStart(planning), planVendors(planning)]
  for (const month of planning.months) {
    phases.push(...planProjects(planning, month))
    const { phases: time, billable } = planTime(planning, month)
    phases.push(
      ...time,
      ...planExpenses(planning, month),
      ...planInvoices(planning, month, billable),
      ...planBills(planning, month),
    )
  }
  phases.push(
    ...planDrafts(planning),
    ...planQuotes(planning),
    ...planCollections(planning),
    ...planOpenBills(planning),
  )
  phases.push(...planOpenExpenses(planning), planInvite(planning), planIntegrations(planning), planTimer(planning))
  phases.push(...planUndone(planning), ...planLock(planning))
  return phases.filter(({ steps }) => steps.length > 0)
}
