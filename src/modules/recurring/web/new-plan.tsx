import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { createPlan, proposePlan } from '../contract.ts'
import { labels, PlanFields } from './plan-fields.tsx'
import { blankPlan, inputOf, type PlanValues, planValues } from './plan-values.ts'

const crumbs = [{ label: 'Recurring', to: '/recurring-plans' }]

/** A plan from nothing, or one that repeats an invoice. */
export function NewPlan() {
  const [{ invoiceId, clientId }] = useUrl({ invoiceId: '', clientId: '' })
  const today = useFormat().today()
  const { data, error, refetch } = useRead(proposePlan, { invoiceId }, { enabled: invoiceId !== '' })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (invoiceId === '') return <NewPlanForm initial={blankPlan(today, clientId || null)} draft="plan-new" />
  return data ? <NewPlanForm initial={planValues(data, today)} /> : <ScreenSkeleton />
}

function NewPlanForm({ initial, draft }: { initial: PlanValues; draft?: string }) {
  const go = useGo()
  const form = useContractForm(createPlan, {
    initial,
    draft,
    toInput: inputOf,
    invalidates: ['/recurring-plans'],
    done: (plan) => `${plan.name} starts`,
    onDone: (plan) => go(`/recurring-plans/${plan.id}`),
  })
  return (
    <FormPage
      form={form}
      title="New recurring plan"
      crumbs={crumbs}
      verb="Start plan"
      cancel="/recurring-plans"
      labels={labels}
    >
      <PlanFields form={form} autoFocus />
    </FormPage>
  )
}
