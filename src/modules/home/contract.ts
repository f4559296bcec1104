import { z } from 'zod'
import { PlainDateSchema, periodNames } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { stepKeys } from './domain/steps.ts'

export const toDoMax = 100

const count = z.int().nullable()

/** Money as the books say it; `null` for whoever may not see financial figures. */
export const Figures = z.object({
  revenueCents: z.int(),
  expensesCents: z.int(),
  /** The period just before, of the same length. */
  priorRevenueCents: z.int(),
  priorExpensesCents: z.int(),
  outstandingCents: z.int(),
  overdueCents: z.int(),
  unbilledCents: z.int(),
  unbilledMinutes: z.int(),
  /** Twelve months, the running one last. */
  trend: z.array(z.object({ month: z.string(), revenueCents: z.int(), expensesCents: z.int() })),
  /** What is outstanding, by how long it has been due. */
  aging: z.object({
    current: z.int(),
    days1to30: z.int(),
    days31to60: z.int(),
    days61to90: z.int(),
    over90: z.int(),
  }),
})
export type Figures = z.output<typeof Figures>

export const Dashboard = z.object({
  period: z.enum(periodNames),
  from: PlainDateSchema,
  to: PlainDateSchema,
  today: PlainDateSchema,
  figures: Figures.nullable(),
  /** What waits for this person; each at most 100, which means as many or more. `null`: not theirs to do. */
  toDo: z.object({
    timeToApprove: count,
    expensesToApprove: count,
    ownDraftTime: count,
    draftInvoices: count,
    overdueInvoices: count,
    /** The own time of this week. */
    weekMinutes: z.int(),
  }),
  /** Longest due first. */
  invoices: z
    .array(
      z.object({
        id: Id,
        number: z.string(),
        clientName: z.string(),
        dueOn: PlainDateSchema.nullable(),
        balanceDueCents: z.int(),
      }),
    )
    .nullable(),
  /** Newest first; staff see those they are assigned to. */
  projects: z.array(
    z.object({
      id: Id,
      number: z.string(),
      name: z.string(),
      clientName: z.string(),
      dueOn: PlainDateSchema.nullable(),
    }),
  ),
  /** Latest first; one's own for those who do not see all. */
  expenses: z.array(
    z.object({
      id: Id,
      merchantName: z.string(),
      categoryName: z.string(),
      spentOn: PlainDateSchema,
      amountCents: z.int(),
      state: z.string(),
    }),
  ),
  payments: z
    .array(
      z.object({
        id: Id,
        clientName: z.string(),
        receivedOn: PlainDateSchema,
        amountCents: z.int(),
        reversed: z.boolean(),
      }),
    )
    .nullable(),
})
export type Dashboard = z.output<typeof Dashboard>

export const readDashboard = endpoint({
  method: 'GET',
  path: '/dashboard',
  area: 'company',
  summary: 'Where the company stands: figures, what is owed, what waits for you. Parts you may not see are null',
  input: z.object({ period: z.enum(periodNames).default('this_month') }),
  answer: Dashboard,
})

export const readOnboarding = endpoint({
  method: 'GET',
  path: '/onboarding',
  area: 'company',
  summary: 'The first steps of a company, computed from what is there; no steps when they cannot be told',
  input: z.object({}),
  answer: z.object({ steps: z.array(z.object({ key: z.enum(stepKeys), done: z.boolean() })) }),
})
