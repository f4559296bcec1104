import { addDays, laterDate, type PlainDate } from '#kernel/calendar.ts'
import { allocate, lineSubtotal, percentOf } from '#kernel/money.ts'
import * as calls from '../contract-calls.ts'
import type { DemoProject } from '../domain/index.ts'
import type { DemoMonth } from './days.ts'
import { creditDrafted } from './plan-corrections.ts'
import { type NewInvoice, planMoney } from './plan-money.ts'
import { isFirstMonth, isGoing } from './plan-start.ts'
import { type Planning, past } from './planning.ts'
import { type Phase, type Step, step } from './step.ts'

type Drafted = NewInvoice & { made: Step }

/** A month is billed: time, milestones of flat projects, retainers and things sold; costs are booked, projects end. */
export function planInvoices(planning: Planning, month: DemoMonth, billable: DemoProject[]): Phase[] {
  const { story, when } = planning
  if (month.billedOn === undefined) return []
  const on = month.billedOn
  const drafted = [
    ...billable.filter((project) => 'hourly' in project).map((project) => fromTime(planning, month, on, project)),
    ...story.projects.flatMap((project) => milestones(planning, month, on, project)),
    ...retainers(planning, month, on),
    sale(planning, month, on),
  ]
  // The first of the newest ones is still being looked at.
  const isLast = planning.months.find(({ ago }) => ago === month.ago - 1)?.billedOn === undefined
  const leaving = isLast ? drafted.slice(1) : drafted
  const send = leaving.map(({ id, key }, at) =>
    step(`send ${key}`, when(on, '15:30', story.biller), calls.sendInvoice, {
      invoiceId: id,
      ...(isLast && at < 3 ? {} : { email: null }),
    }),
  )
  return [
    { inOrder: false, steps: drafted.map(({ made }) => made) },
    { inOrder: true, steps: send },
    ...planMoney(planning, leaving),
    { inOrder: true, steps: [costs(planning, month), ...endings(planning, month, on)] },
  ]
}

function fromTime(planning: Planning, month: DemoMonth, on: PlainDate, project: DemoProject): Drafted {
  const { id, when, story, random } = planning
  const key = `invoice time ${project.key} ${month.from}`
  const made = step(key, when(on, '10:15', story.biller), calls.createInvoiceFromTime, {
    id: id(key),
    clientId: id(`client ${project.client}`),
    projectId: id(`project ${project.key}`),
    upTo: month.to,
    groupBy: random.pick(['service', 'service', 'entry', 'member'] as const),
  })
  return { key, id: id(key), client: project.client, on, made }
}

type Line = { item: string; name?: string; quantity?: string; cents: number; percentOff?: string }

/** An invoice by hand with one line; what is taxable is taxed at the company's rate. */
function byHand(
  planning: Planning,
  key: string,
  { client, project, on }: { client: string; project?: string; on: PlainDate },
  { item: itemKey, name, quantity = '1', cents, percentOff }: Line,
): Drafted {
  const { id, when, story } = planning
  const item = story.items.find((candidate) => candidate.key === itemKey)
  const net = lineSubtotal(quantity, cents)
  const taxed = item?.taxable === true
  const taxable = net - (percentOff === undefined ? 0 : percentOf(net, percentOff))
  const made = step(key, when(on, '10:40', story.biller), calls.createInvoice, {
    id: id(key),
    clientId: id(`client ${client}`),
    projectId: project === undefined ? null : id(`project ${project}`),
    discount: percentOff === undefined ? { kind: 'none' } : { kind: 'percent', percent: percentOff },
    lines: [
      {
        catalogItemId: item ? id(`item ${item.key}`) : null,
        name: name ?? item?.name ?? 'Work',
        quantity,
        unit: item?.unit ?? null,
        unitPriceCents: cents,
        taxable: taxed,
        ...(taxed
          ? {
              taxPercent: story.company.salesTaxPercent,
              taxCents: percentOf(taxable, story.company.salesTaxPercent),
            }
          : {}),
      },
    ],
  })
  return { key, id: id(key), client, on, made }
}

/** Half of a flat fee when the work begins, half when it is done. */
function milestones(planning: Planning, month: DemoMonth, on: PlainDate, project: DemoProject): Drafted[] {
  if (!('fee' in project) || !isGoing(planning, project, month)) return []
  const first = isFirstMonth(planning, project, month)
  const last = month.ago === project.to
  const [half = 0] = allocate(project.fee, [1, 1])
  return [first ? 'start' : '', last ? 'completion' : '']
    .filter((part) => part !== '')
    .map((part) =>
      byHand(
        planning,
        `invoice ${part} ${project.key}`,
        { client: project.client, project: project.key, on },
        { item: 'milestone', name: `${project.name}: half of the fee on ${part}`, cents: half },
      ),
    )
}

function retainers(planning: Planning, month: DemoMonth, on: PlainDate): Drafted[] {
  return planning.story.retainers.map(({ client, name, cents }) =>
    byHand(planning, `invoice retainer ${client} ${month.from}`, { client, on }, { item: 'care', name, cents }),
  )
}

function sale(planning: Planning, month: DemoMonth, on: PlainDate): Drafted {
  const { random, story } = planning
  const item = random.pick(story.items.filter(({ itemType }) => itemType === 'product'))
  const { key: client } = random.pick(story.clients)
  const quantity = String(random.between(1, 12))
  const line = { item: item.key, quantity, cents: item.cents, ...(month.ago % 3 === 2 ? { percentOff: '5' } : {}) }
  return byHand(planning, `invoice sale ${month.from}`, { client, on }, line)
}

function costs({ story, id, when, accounts }: Planning, month: DemoMonth): Step {
  const booked = story.costs.filter(({ vendor }) => vendor === undefined)
  const sum = booked.reduce((total, { cents }) => total + cents, 0)
  return step(`costs ${month.from}`, when(month.to, '18:00', story.owner), calls.createManualEntry, {
    id: id(`costs ${month.from}`),
    entryDate: month.to,
    memo: `Costs of ${month.from.slice(0, 7)}`,
    lines: [
      ...booked.map(({ code, cents }) => ({ accountId: id(`account ${code}`), debitCents: cents })),
      { accountId: accounts.cash, creditCents: sum },
    ],
  })
}

function endings({ story, id, when }: Planning, month: DemoMonth, on: PlainDate): Step[] {
  return story.projects
    .filter(({ to }) => to === month.ago)
    .map(({ key }) =>
      step(`complete ${key}`, when(on, '16:30', story.biller), calls.changeProjectState, {
        projectId: id(`project ${key}`),
        state: month.ago > 12 ? 'archived' : 'completed',
      }),
    )
}

/** What somebody has sent and begun in the last days. */
export function planDrafts(planning: Planning): Phase[] {
  const { story, today, random, when } = planning
  const products = story.items.filter(({ itemType }) => itemType === 'product')
  const draft = (key: string, on: PlainDate) => {
    const item = random.pick(products)
    const { key: client } = random.pick(story.clients)
    const line = { item: item.key, quantity: String(random.between(1, 9)), cents: item.cents }
    return byHand(planning, key, { client, on }, line)
  }
  const billedOn = planning.months.findLast((month) => month.billedOn !== undefined)?.billedOn
  const recent = draft('invoice recent', laterDate(billedOn ?? addDays(today, -5), addDays(today, -5)))
  const sent = step('send invoice recent', when(recent.on, '16:10', story.biller), calls.sendInvoice, {
    invoiceId: recent.id,
    email: null,
  })
  const begun = [1, 2, 3].map((ago) => draft(`invoice draft ${ago}`, past(planning, addDays(today, -ago))).made)
  const doubted = creditDrafted(planning, recent)
  return [{ inOrder: true, steps: [recent.made, sent, ...doubted, ...begun] }]
}
