import { addDays, addMonths, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'
import { percentOf } from '#kernel/money.ts'
import * as calls from '../contract-calls.ts'
import type { DemoVendor } from '../domain/index.ts'
import type { DemoMonth } from './days.ts'
import type { Planning } from './planning.ts'
import { type Phase, type Step, step } from './step.ts'

const materials = { code: '6400', name: 'Materials and printing' }

/** Who sends bills: for what comes every month, and for what is bought now and then. */
export function planVendors({ story, id, when, months, today }: Planning): Phase {
  const first = months[0]?.from ?? today
  const { things: _things, ...supplier } = story.supplier
  const monthly = story.costs.flatMap(({ code, vendor }) => (vendor ? [{ key: code, code, vendor }] : []))
  const all = [...monthly, { key: 'supplier', code: materials.code, vendor: supplier }]
  const vendors = all.map(({ key, code, vendor }) => addVendor(key, vendor, code))
  const account = step(`account ${materials.code}`, when(first, '09:15', story.owner), calls.createAccount, {
    ...materials,
    id: id(`account ${materials.code}`),
    type: 'expense',
  })
  return { inOrder: true, steps: [account, ...vendors] }

  function addVendor(key: string, { street, termsDays, ...vendor }: DemoVendor, code: string): Step {
    return step(`vendor ${key}`, when(first, '09:20', story.owner), calls.createVendor, {
      ...vendor,
      id: id(`vendor ${key}`),
      addressLine1: street,
      city: story.company.city,
      region: story.company.region,
      country: 'US',
      paymentTermsDays: termsDays,
      defaultExpenseAccountId: id(`account ${code}`),
    })
  }
}

/** The bills of a month: entered on the third, posted, and paid when they are due, unless that lies ahead. */
export function planBills(planning: Planning, month: DemoMonth): Phase[] {
  const { story, id, today } = planning
  const on = addDays(month.from, 2)
  if (on >= today) return []
  const steps = story.costs.flatMap(({ code, name, cents, vendor }) => {
    if (!vendor) return []
    const key = `bill ${code} ${month.from}`
    const bill = {
      ...{ key, vendor: code, on, number: `${month.from.slice(2, 4)}${month.from.slice(5, 7)}-${code.slice(1)}` },
      lines: [{ accountId: id(`account ${code}`), description: `${name}, ${month.from.slice(0, 7)}`, cents }],
    }
    const paidOn = addDays(on, vendor.termsDays)
    return [...posted(planning, bill), ...(paidOn < today ? [paid(planning, key, paidOn, cents)] : [])]
  })
  return [{ inOrder: true, steps }]
}

/** What is still open at the end: late, partly paid, a draft, one entered by mistake, and the rent that comes by itself. */
export function planOpenBills(planning: Planning): Phase[] {
  const { story, id, today, when } = planning
  const [first, second = first] = story.supplier.things
  if (!first || !second) return []
  const accountId = id(`account ${materials.code}`)
  const bought = (key: string, daysAgo: number, thing: { name: string; cents: number }, number: string | null) => ({
    ...{ key, vendor: 'supplier', on: addDays(today, -daysAgo), number },
    lines: [{ accountId, description: thing.name, cents: thing.cents, taxCents: 0 }],
  })
  const late = bought('bill late', 47, first, 'R-20418')
  const partly = bought('bill partly paid', 26, second, 'R-20566')
  const wrong = bought('bill by mistake', 25, second, 'R-20566')
  const draft = bought('bill draft', 2, first, 'R-20731')
  const voidedOn = addDays(today, -24)
  const voided = step('void bill', when(voidedOn, '10:10', story.owner), calls.voidBill, {
    billId: id(wrong.key),
    voidedOn,
  })
  const returned = step(
    'undo pay bill late',
    when(addDays(today, -19), '09:15', story.owner),
    calls.reverseBillPayment,
    {
      ...{ billPaymentId: id(`pay ${late.key}`), id: id('undo pay bill late'), reversedOn: addDays(today, -19) },
      reason: 'The transfer came back: the account was closed',
    },
  )
  const half = percentOf(second.cents, '50')
  return [
    {
      inOrder: true,
      steps: [
        ...posted(planning, late),
        paid(planning, late.key, addDays(today, -20), first.cents),
        returned,
        ...posted(planning, partly),
        paid(planning, partly.key, addDays(today, -5), half),
        ...posted(planning, wrong),
        voided,
        entered(planning, draft),
        rent(planning),
      ],
    },
  ]
}

type NewBill = {
  key: string
  vendor: string
  on: PlainDate
  number: string | null
  lines: { accountId: string; description: string; cents: number; taxCents?: number }[]
}

function entered({ story, id, when }: Planning, { key, vendor, on, number, lines }: NewBill): Step {
  return step(key, when(on, '10:40', story.owner), calls.createBill, {
    ...{ id: id(key), vendorId: id(`vendor ${vendor}`), number, billedOn: on },
    lines: lines.map(({ cents, ...line }, at) => ({ ...line, id: id(`${key} line ${at}`), unitPriceCents: cents })),
  })
}

function posted(planning: Planning, bill: NewBill): Step[] {
  const { story, id, when } = planning
  const post = step(`post ${bill.key}`, when(bill.on, '10:45', story.owner), calls.postBill, { billId: id(bill.key) })
  return [entered(planning, bill), post]
}

function paid({ story, id, when }: Planning, key: string, paidOn: PlainDate, amountCents: number): Step {
  return step(`pay ${key}`, when(paidOn, '14:20', story.owner), calls.payBill, {
    ...{ id: id(`pay ${key}`), billId: id(key), paidOn, amountCents, reference: 'Bank transfer' },
  })
}

/** From next month on the first monthly bill makes itself, on the last day of each month. */
function rent({ story, id, when, today }: Planning): Step {
  const cost = story.costs.find(({ vendor }) => vendor !== undefined) ?? { code: '', name: 'Rent', cents: 1 }
  return step('recurring rent', when(addDays(today, -1), '16:05', story.owner), calls.createRecurringBill, {
    ...{ id: id('recurring rent'), vendorId: id(`vendor ${cost.code}`), name: cost.name },
    ...{ frequency: 'monthly', every: 1, dayOfMonth: 31, dueDays: 5, posts: true },
    startsOn: endOfMonth(addMonths(startOfMonth(today), 1)),
    lines: [
      {
        id: id('recurring rent line'),
        accountId: id(`account ${cost.code}`),
        description: cost.name,
        unitPriceCents: cost.cents,
      },
    ],
  })
}
