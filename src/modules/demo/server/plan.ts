import { addDays, type Instant, instantIn, type PlainDate } from '#kernel/calendar.ts'
import { type Random, type Story, seededRandom } from '../domain/index.ts'
import { type DemoMonth, monthsUntil } from './days.ts'
import { demoId } from './demo-id.ts'
import { planDrafts, planInvoices } from './plan-invoices.ts'
import { planProjects, planStart } from './plan-start.ts'
import { planTime, planTimer } from './plan-time.ts'
import type { Phase } from './step.ts'

/** What the planning of one company shares. */
export type Planning = {
  story: Story
  today: PlainDate
  months: DemoMonth[]
  random: Random
  id(key: string): string
  /** A moment on the wall of the company, by somebody. */
  when(date: PlainDate, time: string, by: string): { at: string; by: string }
  /** Invoices so far, and credit that waits for an invoice of its client. */
  place: number
  credits: { client: string; from: PlainDate; cents: number }[]
  /** Ids of the system accounts that manual entries name. */
  accounts: SystemAccounts
  members: MemberIds
  timerAt: Instant
}

export type SystemAccounts = { cash: string; equity: string }

/** By the key of the person. */
export type MemberIds = ReadonlyMap<string, { memberId: string }>

export type PlanOptions = {
  today: PlainDate
  months: number
  accounts: SystemAccounts
  members: MemberIds
  timerAt: Instant
}

/** The whole history of a company, phase by phase. The same story, day and length give the same plan. */
export function planHistory(story: Story, { today, months, accounts, members, timerAt }: PlanOptions): Phase[] {
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
    members,
    timerAt,
  }
  const phases = planStart(planning)
  for (const month of planning.months) {
    phases.push(...planProjects(planning, month))
    const { phases: time, billable } = planTime(planning, month)
    phases.push(...time, ...planInvoices(planning, month, billable))
  }
  phases.push(...planDrafts(planning), planTimer(planning))
  return phases.filter(({ steps }) => steps.length > 0)
}

/** Not later than yesterday. */
export function past(planning: Planning, date: PlainDate): PlainDate {
  const yesterday = addDays(planning.today, -1)
  return date < yesterday ? date : yesterday
}
