import type { z } from 'zod'
import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday, findTemplate } from '#modules/companies/server/index.ts'
import { drafting } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { updatePlan } from '../contract.ts'
import { startOf, withDay } from '../domain/plan.ts'
import type { PlanFields, PlanLine } from './store.ts'

type Form = Omit<z.output<(typeof updatePlan)['input']>, 'planId'>

/** What is saved of a form. Refuses days that are past, an end before the start, and content that no invoice could have. */
export async function planFields(
  scope: Scope,
  form: Form,
  before?: { nextRunOn: PlainDate | null; lines: PlanLine[]; state: 'active' | 'paused' },
): Promise<Omit<PlanFields, 'lastRunOn' | 'failure' | 'failures' | 'retryAt'>> {
  const { lines, discount, ...rest } = form
  const today = await companyToday(scope)
  await loadClient(scope, form.clientId)
  if (form.templateId !== null && !(await findTemplate(scope, 'invoice', form.templateId)))
    throw new Refusal('not_found')
  const totalCents = await drafting.checkContent(scope, form, today, before?.lines)
  if (form.nextRunOn < today && form.nextRunOn !== before?.nextRunOn)
    throw refuseField('nextRunOn', 'Choose today or a later day.')
  if (form.endOn !== null && form.endOn < form.nextRunOn)
    throw refuseField('endOn', 'The end cannot be before the next invoice.')
  if (totalCents === 0) throw new Refusal('plan_empty')
  const rhythm = withDay({ ...rest }, form.nextRunOn)
  const standing = startOf(rhythm, form.nextRunOn, before?.state)
  if (standing.state === 'ended') throw refuseField('endOn', 'The plan would end before its first invoice.')
  return {
    ...rhythm,
    ...standing,
    totalCents,
    discountKind: discount.kind,
    discountPercent: discount.kind === 'percent' ? discount.percent : null,
    discountFixedCents: discount.kind === 'fixed' ? discount.cents : null,
  }
}
