import { useParams } from '@tanstack/react-router'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type Plan, readPlan, updatePlan } from '../contract.ts'
import { labels, PlanFields } from './plan-fields.tsx'
import { inputOf, planValues } from './plan-values.ts'

export function EditPlan() {
  const { planId } = useParams({ strict: false }) as { planId: string }
  const { data, error, refetch } = useRead(readPlan, { planId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <EditForm key={data.id} plan={data} /> : <ScreenSkeleton />
}

function EditForm({ plan }: { plan: Plan }) {
  const go = useGo()
  const here = `/recurring-plans/${plan.id}`
  const form = useContractForm(updatePlan, {
    initial: planValues(plan, useFormat().today()),
    draft: `plan-${plan.id}-${plan.revision}`,
    toInput: (values) => ({ planId: plan.id, ...inputOf(values) }),
    ifMatch: plan.revision,
    invalidates: ['/recurring-plans'],
    done: 'Plan saved',
    onDone: () => go(here),
  })
  return (
    <FormPage
      form={form}
      title={`Edit ${plan.name}`}
      crumbs={[
        { label: 'Recurring', to: '/recurring-plans' },
        { label: plan.name, to: here },
      ]}
      lead="Invoices that were made stay as they are."
      verb="Save plan"
      cancel={here}
      labels={labels}
    >
      <PlanFields form={form} />
    </FormPage>
  )
}
