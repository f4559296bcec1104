import type { z } from 'zod'
import { addMonths } from '#kernel/calendar.ts'
import type { Plan, proposePlan } from '../contract.ts'

type Content = Pick<Plan, 'discount'> & { lines: (Omit<Plan['lines'][number], 'id'> & { id?: string | undefined })[] }

/** A plan as its form holds it. */
export type PlanValues = Content &
  Pick<Plan, 'frequency' | 'autoSend' | 'endOn' | 'projectId' | 'templateId'> & {
    name: string
    clientId: string | null
    every: number | ''
    dayOfMonth: string | null
    nextRunOn: string | null
    dueDays: number | ''
    notes: string
    terms: string
  }

export function blankPlan(today: string, clientId: string | null): PlanValues {
  return {
    ...{ name: '', clientId, projectId: null, templateId: null, frequency: 'monthly', every: 1, dayOfMonth: null },
    ...{ nextRunOn: addMonths(today, 1), endOn: null, autoSend: false, dueDays: '', notes: '', terms: '' },
    ...{ discount: { kind: 'none' }, lines: [] },
  }
}

/** What an invoice proposes, or what a plan says now. */
export function planValues(plan: Omit<Plan, 'lines'> & Content, today: string): PlanValues
export function planValues(plan: z.output<(typeof proposePlan)['answer']>, today: string): PlanValues
export function planValues(plan: Omit<PlanSource, 'id'>, today: string): PlanValues {
  const { name, clientId, projectId, templateId, frequency, every, endOn, autoSend, discount, lines } = plan
  return {
    ...{ name, clientId, projectId, templateId, frequency, every, endOn, autoSend, discount },
    lines: lines.map((line) => ({ ...line })),
    dayOfMonth: plan.dayOfMonth === null ? null : String(plan.dayOfMonth),
    nextRunOn: plan.nextRunOn ?? today,
    dueDays: plan.dueDays ?? '',
    notes: plan.notes ?? '',
    terms: plan.terms ?? '',
  }
}

type PlanSource = Content &
  Pick<
    Plan,
    | 'name'
    | 'projectId'
    | 'templateId'
    | 'frequency'
    | 'every'
    | 'dayOfMonth'
    | 'nextRunOn'
    | 'endOn'
    | 'autoSend'
    | 'dueDays'
    | 'notes'
    | 'terms'
  > & { clientId: string }

export function inputOf(values: PlanValues) {
  const { dayOfMonth, dueDays, notes, terms, ...rest } = values
  return {
    ...rest,
    dayOfMonth: rest.frequency === 'weekly' || dayOfMonth === null ? null : Number(dayOfMonth),
    dueDays: dueDays === '' ? null : dueDays,
    notes: notes || null,
    terms: terms || null,
  }
}
