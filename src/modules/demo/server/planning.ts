import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import type { Random, Story } from '../domain/index.ts'
import type { DemoMonth } from './days.ts'

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
  /** The default categories of expenses by their keys. */
  categories: ReadonlyMap<string, string>
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
  categories: ReadonlyMap<string, string>
  members: MemberIds
  timerAt: Instant
}

/** Not later than yesterday. */
export function past(planning: Planning, date: PlainDate): PlainDate {
  const yesterday = addDays(planning.today, -1)
  return date < yesterday ? date : yesterday
}
