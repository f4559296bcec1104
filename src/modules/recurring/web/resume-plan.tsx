import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFormat } from '#ui/format.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { type Plan, resumePlan } from '../contract.ts'

/** Goes on with a plan that was paused, with or without the invoices that were left out. */
export function ResumePlan({ plan, close }: { plan: Plan; close: () => void }) {
  const { date, today } = useFormat()
  const [catchUp, setCatchUp] = useState(false)
  const missed = plan.nextRunOn !== null && plan.nextRunOn < today()
  const resume = useCommand(resumePlan, { done: 'Resumed', invalidates: ['/recurring-plans'], onDone: close })
  return (
    <Confirm
      title={`Resume ${plan.name}`}
      verb="Resume plan"
      pending={resume.pending}
      run={() => void resume.run({ planId: plan.id, catchUp })}
      close={close}
    >
      <Stack gap="md">
        {missed
          ? `Invoices were left out since ${date(plan.nextRunOn ?? '')}. It goes on with the next day to come.`
          : `The next invoice comes on ${plan.nextRunOn ? date(plan.nextRunOn) : 'its day'}.`}
        {missed && (
          <Checkbox
            label="Make the ones that were left out as well"
            checked={catchUp}
            onChange={(event) => setCatchUp(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </Confirm>
  )
}
