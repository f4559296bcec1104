import { z } from 'zod'
import { frequencies, InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { DocumentLineInput, InvoiceDocument, invoiceForm } from '../documents/contract.ts'

export type PlanLineInput = DocumentLineInput

export const planStates = ['active', 'paused', 'ended'] as const

const planId = { planId: Id }
const whole = (min: number, max: number) =>
  z.number('Enter a number.').int('Enter a whole number.').min(min, `At least ${min}.`).max(max, `At most ${max}.`)

const planForm = {
  name: shortText(120, 'Name this plan.'),
  clientId: Id,
  projectId: Id.nullable().default(null),
  /** Header and footer come from it, also notes and terms where the plan has none. Without: the default template. */
  templateId: Id.nullable().default(null),
  frequency: z.enum(frequencies),
  every: whole(1, 99).default(1),
  /** 31 is the last day. Without: the day of the next invoice. */
  dayOfMonth: whole(1, 31).nullable().default(null),
  nextRunOn: PlainDateSchema,
  endOn: PlainDateSchema.nullable().default(null),
  /** Sends each invoice; otherwise it waits as a draft. */
  autoSend: z.boolean().default(false),
  dueDays: whole(0, 365).nullable().default(null),
  notes: optionalLongText(4000).default(null),
  terms: optionalLongText(4000).default(null),
  discount: invoiceForm.discount.default({ kind: 'none' }),
  lines: z.array(DocumentLineInput).min(1, 'Add at least one line.').max(200, 'Use at most 200 lines.'),
}

export const Plan = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(planStates),
  clientId: Id,
  clientName: z.string(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
  templateId: Id.nullable(),
  frequency: z.enum(frequencies),
  every: z.int(),
  dayOfMonth: z.int().nullable(),
  nextRunOn: PlainDateSchema.nullable(),
  lastRunOn: PlainDateSchema.nullable(),
  endOn: PlainDateSchema.nullable(),
  autoSend: z.boolean(),
  dueDays: z.int().nullable(),
  notes: z.string().nullable(),
  terms: z.string().nullable(),
  discount: invoiceForm.discount,
  lines: z.array(
    z.object({
      id: Id,
      catalogItemId: Id.nullable(),
      name: z.string(),
      description: z.string().nullable(),
      quantity: z.string(),
      unit: DocumentLineInput.shape.unit.unwrap(),
      unitPriceCents: z.int(),
      taxable: z.boolean(),
      taxPercent: z.string().nullable(),
      taxCents: z.int(),
      incomeAccountId: Id.nullable(),
    }),
  ),
  totalCents: z.int(),
  /** Why the due run could not be made; null when all is well. */
  failure: z.string().nullable(),
  failures: z.int(),
  retryAt: InstantSchema.nullable(),
  /** The days after the next one, as the plan stands. */
  upcoming: z.array(PlainDateSchema),
  revision: z.int(),
})
export type Plan = z.output<typeof Plan>

export const PlanListItem = Plan.pick({
  id: true,
  name: true,
  state: true,
  clientId: true,
  clientName: true,
  frequency: true,
  every: true,
  dayOfMonth: true,
  nextRunOn: true,
  lastRunOn: true,
  autoSend: true,
  totalCents: true,
  failure: true,
})
export type PlanListItem = z.output<typeof PlanListItem>

export const listPlans = endpoint({
  method: 'GET',
  path: '/recurring-plans',
  area: 'company',
  summary: 'Recurring plans; `q` finds their names',
  input: z.object({
    ...listInput,
    sort: sortBy('name', '-name'),
    state: z.enum(['failing', ...planStates]).optional(),
    clientId: Id.optional(),
  }),
  answer: pageOf(PlanListItem),
})

export const readPlan = endpoint({
  method: 'GET',
  path: '/recurring-plans/:planId',
  area: 'company',
  summary: 'One plan with its lines',
  input: z.object(planId),
  answer: Plan,
})

export const createPlan = endpoint({
  method: 'POST',
  path: '/recurring-plans',
  area: 'company',
  summary: 'Start a recurring plan',
  input: z.object({ id: Id.optional(), ...planForm }),
  answer: Plan,
  creates: true,
})

export const updatePlan = endpoint({
  method: 'PUT',
  path: '/recurring-plans/:planId',
  area: 'company',
  summary: 'Change a plan; invoices that it made stay as they are',
  input: z.object({ ...planId, ...planForm }),
  answer: Plan,
})

export const pausePlan = endpoint({
  method: 'POST',
  path: '/recurring-plans/:planId/pause',
  area: 'company',
  summary: 'Make no invoices until the plan is resumed',
  input: z.object(planId),
  answer: Plan,
})

/** Days that passed meanwhile are left out, or made up for one by one when `catchUp` is set. */
export const resumePlan = endpoint({
  method: 'POST',
  path: '/recurring-plans/:planId/resume',
  area: 'company',
  summary: 'Go on with a paused plan',
  input: z.object({ ...planId, catchUp: z.boolean().default(false) }),
  answer: Plan,
})

export const deletePlan = endpoint({
  method: 'DELETE',
  path: '/recurring-plans/:planId',
  area: 'company',
  summary: 'Delete a plan; its invoices stay',
  input: z.object(planId),
  answer: z.null(),
})

/** `plannedOn` is the day that the caller saw: asked twice for one day, it is refused (`plan_run_made`). */
export const runPlanNow = endpoint({
  method: 'POST',
  path: '/recurring-plans/:planId/runs',
  area: 'company',
  summary: 'Make the next invoice now instead of on its day',
  input: z.object({ ...planId, plannedOn: PlainDateSchema }),
  answer: InvoiceDocument,
  creates: true,
  money: true,
})

export const PlanRun = z.object({
  invoiceId: Id,
  plannedOn: PlainDateSchema,
  number: z.string().nullable(),
  state: z.string(),
  totalCents: z.int(),
  balanceDueCents: z.int(),
})

export const listPlanRuns = endpoint({
  method: 'GET',
  path: '/recurring-plans/:planId/runs',
  area: 'company',
  summary: 'The invoices that a plan made, latest first',
  input: z.object({ ...planId, limit: listInput.limit, cursor: PlainDateSchema.optional() }),
  answer: pageOf(PlanRun),
})

/** The same content as an invoice, monthly from a month after it; the caller changes what is different and creates it. */
export const proposePlan = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/recurring-plan',
  area: 'company',
  summary: 'What a plan made from this invoice would say',
  input: z.object({ invoiceId: Id }),
  answer: z.object({ ...planForm, clientName: z.string() }),
})
