import { addDays } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { DemoProject } from '../domain/index.ts'
import type { DemoMonth } from './days.ts'
import { openingBalances } from './plan-undone.ts'
import { type Planning, past } from './planning.ts'
import { type Phase, step } from './step.ts'

/** Accounts, capital, services and clients: what is there before the work begins. */
export function planStart(planning: Planning): Phase[] {
  const { story, id, when, months } = planning
  const first = months[0]?.from ?? planning.today
  const owner = when(first, '08:30', story.owner)
  const accounts = story.costs.map(({ code, name }) =>
    step(`account ${code}`, owner, calls.createAccount, { id: id(`account ${code}`), code, name, type: 'expense' }),
  )
  const items = story.items.map(({ key, name, itemType, unit, cents, taxable = false }) =>
    step(`item ${key}`, owner, calls.createCatalogItem, {
      ...{ id: id(`item ${key}`), name, itemType, unit, taxable },
      unitPriceCents: cents,
    }),
  )
  const clients = story.clients.map(({ key, street, termsDays, ...client }, at) =>
    step(`client ${key}`, when(past(planning, addDays(first, at * 2)), '09:10', story.biller), calls.createClient, {
      ...client,
      id: id(`client ${key}`),
      addressLine1: street,
      country: 'US',
      paymentTermsDays: termsDays ?? null,
    }),
  )
  const { email, phone, website, accentColor } = story.company
  const settings = step('settings', owner, calls.updateCompany, { email, phone, website, accentColor })
  return [
    { inOrder: true, steps: [settings, ...accounts, openingBalances(planning), capital(planning)] },
    { inOrder: false, steps: [...items, ...clients] },
  ]
}

function capital({ story, id, when, months, today, accounts }: Planning) {
  const date = months[0]?.from ?? today
  return step('capital', when(date, '08:40', story.owner), calls.createManualEntry, {
    id: id('capital'),
    entryDate: date,
    memo: 'Capital paid in by the owner',
    lines: [
      { accountId: accounts.cash, debitCents: 3_000_000 },
      { accountId: accounts.equity, creditCents: 3_000_000 },
    ],
  })
}

/** Whether the project was worked on in that month of a history that may be shorter than its story. */
export function isGoing({ months }: Planning, project: DemoProject, month: DemoMonth): boolean {
  return month.ago >= project.to && month.ago <= Math.min(project.from, months.length - 1)
}

export function isFirstMonth(planning: Planning, project: DemoProject, month: DemoMonth): boolean {
  return isGoing(planning, project, month) && month.ago === Math.min(project.from, planning.months.length - 1)
}

/** Projects that begin in a month. */
export function planProjects(planning: Planning, month: DemoMonth): Phase[] {
  const { story, id, when } = planning
  const hours = story.items.filter(({ unit }) => unit === 'hour')
  const starting = story.projects.filter((project) => isFirstMonth(planning, project, month))
  const steps = starting.map((project) =>
    step(`project ${project.key}`, when(month.from, '09:30', story.biller), calls.createProject, {
      id: id(`project ${project.key}`),
      clientId: id(`client ${project.client}`),
      name: project.name,
      receivedOn: addDays(month.from, -9),
      dueOn: addDays(month.from, 30 * (project.from - project.to + 1)),
      budgetMinutes: project.budgetHours === undefined ? null : project.budgetHours * 60,
      memberIds: [...planning.members.values()].map(({ memberId }) => memberId),
      services: hours.map(({ key }) => ({ id: id(`service ${project.key} ${key}`), catalogItemId: id(`item ${key}`) })),
      ...('fee' in project
        ? { billingType: 'flat' as const, flatFeeCents: project.fee }
        : { billingType: 'hourly' as const, hourlyRateCents: project.hourly }),
    }),
  )
  return [{ inOrder: true, steps }]
}
