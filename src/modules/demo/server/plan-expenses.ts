import { addDays, type PlainDate } from '#kernel/calendar.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { percentOf } from '#kernel/money.ts'
import * as calls from '../contract-calls.ts'
import { type Purchase, purchases } from '../domain/purchases.ts'
import { type Random, seededRandom } from '../domain/random.ts'
import { type DemoMonth, workdays } from './days.ts'
import { isGoing } from './plan-start.ts'
import { type Planning, past } from './planning.ts'
import { type Phase, type Step, step } from './step.ts'

type Bought = { key: string; purchase: Purchase; by: string; on: PlainDate }

/** How many days later it is submitted, approved and paid back. */
const submitsAfter = 1
const approvesAfter = 3
const repaysAfter = 12

/**
 * What was bought in a month, from the first day to being paid back, as far as time has come: the latest are drafts, wait
 * for approval, or for their money. With chances of its own, so that the rest of the story stays as it is.
 */
export function planExpenses(planning: Planning, month: DemoMonth): Phase[] {
  const { story, today } = planning
  const random = seededRandom(story.seed + 31 * (month.ago + 1))
  const bought = purchases[story.key].flatMap((purchase) => buy(planning, month, purchase, random))
  const since = ({ on }: Bought, days: number) => addDays(on, days) < today
  const submitted = bought.filter((one) => since(one, submitsAfter))
  const approved = submitted.filter((one) => since(one, approvesAfter))
  const repaid = approved.filter((one) => one.purchase.own && since(one, repaysAfter))
  return [
    { inOrder: false, steps: bought.map((one) => entered(planning, month, one, random)) },
    { inOrder: false, steps: submitted.map((one) => submit(planning, one)) },
    { inOrder: false, steps: approved.map((one) => approve(planning, one)) },
    { inOrder: false, steps: repay(planning, month, repaid) },
  ]
}

function buy({ today }: Planning, month: DemoMonth, purchase: Purchase, random: Random): Bought[] {
  const times = Math.floor(purchase.often) + (random.chance(purchase.often % 1) ? 1 : 0)
  const days = workdays(month.from, month.to).filter((day) => day < today)
  if (days.length === 0) return []
  return Array.from({ length: times }, (_one, at) => ({
    key: `expense ${month.from} ${purchase.merchant} ${at}`,
    purchase,
    by: random.pick(purchase.by),
    on: random.pick(days),
  }))
}

function entered(planning: Planning, month: DemoMonth, bought: Bought, random: Random): Step {
  const { story, id } = planning
  const { markup, cents, notes } = bought.purchase
  const going = story.projects.filter((project) => isGoing(planning, project, month))
  const project = markup !== undefined && going.length > 0 ? random.pick(going) : undefined
  return enter(planning, bought, {
    amountCents: random.between(...cents),
    notes: notes ? random.pick(notes) : null,
    ...(project && {
      projectId: id(`project ${project.key}`),
      billable: 'hourly' in project,
      markupPercent: markup ?? '0',
    }),
  })
}

type Details = Pick<
  InputOf<typeof calls.createExpense>,
  'amountCents' | 'notes' | 'projectId' | 'billable' | 'markupPercent'
>

function enter(planning: Planning, { key, purchase, by, on }: Bought, details: Details): Step {
  const { id, when, categories } = planning
  return step(key, when(on, '17:10', by), calls.createExpense, {
    ...{ id: id(key), merchantName: purchase.merchant, categoryId: categories.get(purchase.category) ?? '' },
    ...{ spentOn: on, taxCents: percentOf(details.amountCents, '7') },
    paidBy: purchase.own ? 'member' : 'company',
    ...details,
  })
}

function submit({ id, when }: Planning, { key, by, on }: Bought): Step {
  return step(`submit ${key}`, when(addDays(on, submitsAfter), '09:05', by), calls.submitExpenses, { ids: [id(key)] })
}

function approve({ id, when, story }: Planning, { key, on }: Bought): Step {
  const day = addDays(on, approvesAfter)
  return step(`approve ${key}`, when(day, '16:40', story.approver), calls.approveExpenses, { ids: [id(key)] })
}

/** Once for each member, after the last of theirs. */
function repay(planning: Planning, month: DemoMonth, repaid: readonly Bought[]): Step[] {
  const { id, when, story } = planning
  const members = [...new Set(repaid.map((one) => one.by))].sort()
  return members.map((member) => {
    const theirs = repaid.filter((one) => one.by === member)
    const last =
      theirs
        .map((one) => one.on)
        .sort()
        .at(-1) ?? month.from
    const paidOn = past(planning, addDays(last, repaysAfter))
    const key = `reimburse ${member} ${month.from}`
    return step(key, when(paidOn, '15:45', story.owner), calls.reimburseExpenses, {
      ...{ id: id(key), ids: theirs.map((one) => id(one.key)), paidOn },
    })
  })
}

/** What waits at the end: a draft with its reason for coming back, two to approve, one that was void from the start. */
export function planOpenExpenses(planning: Planning): Phase[] {
  const { story, id, today, when } = planning
  const own = purchases[story.key].filter((purchase) => purchase.own)
  const [first, second = first, third = second] = own
  if (!first || !second || !third) return []
  const spend = (key: string, purchase: Purchase, ago: number, cents: number): Bought & { cents: number } => ({
    ...{ key, purchase, cents },
    by: purchase.by[0] ?? story.owner,
    on: addDays(today, -ago),
  })
  const waiting = [spend('expense waits', first, 3, 8_640), spend('expense waits too', second, 2, 2_315)]
  const draft = spend('expense sent back', third, 4, 4_180)
  const wrong = spend('expense by mistake', first, 9, 5_190)
  const all = [...waiting, draft, wrong]
  const voidedOn = addDays(today, -5)
  return [
    { inOrder: true, steps: all.map((one) => enter(planning, one, { amountCents: one.cents })) },
    {
      inOrder: true,
      steps: [
        ...all.map((one) => submit(planning, one)),
        approve(planning, wrong),
        step('void expense', when(voidedOn, '11:20', story.owner), calls.voidExpense, {
          ...{ expenseId: id(wrong.key), voidedOn, reason: 'Entered twice' },
        }),
        step('send expense back', when(addDays(draft.on, 2), '09:50', story.approver), calls.rejectExpenses, {
          ...{ ids: [id(draft.key)], reason: 'Please add the receipt, and say who was there.' },
        }),
      ],
    },
  ]
}
