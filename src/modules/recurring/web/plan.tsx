import { IconPencil, IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconTrash } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink, useGo } from '#ui/link.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { PlanContent, PlanRuns } from './plan-parts.tsx'
import classes from './recurring.module.css'
import { ResumePlan } from './resume-plan.tsx'
import { RunNow } from './run-now.tsx'
import { planState, rhythmText } from './words.ts'

/** One plan: when the next invoice comes, what is on it, and those that were made. */
export function PlanScreen() {
  const { planId } = useParams({ strict: false }) as { planId: string }
  const { data, error, refetch } = useRead(contract.readPlan, { planId })
  useLive({ 'recurring-plans': ['/recurring-plans'], invoices: ['/recurring-plans'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <OnePlan plan={data} /> : <ScreenSkeleton />
}

function OnePlan({ plan }: { plan: contract.Plan }) {
  const go = useGo()
  const [dialog, setDialog] = useState<'run' | 'resume' | 'delete' | undefined>(undefined)
  const close = () => setDialog(undefined)
  const pause = useCommand(contract.pausePlan, { done: 'Paused', invalidates: ['/recurring-plans'] })
  const remove = useCommand(contract.deletePlan, {
    done: 'Plan deleted',
    invalidates: ['/recurring-plans'],
    onDone: () => go('/recurring-plans', { replace: true }),
  })
  const needs = 'documents:send' as const
  const { id, state, nextRunOn } = plan
  return (
    <>
      <Page
        title={plan.name}
        crumbs={[{ label: 'Recurring', to: '/recurring-plans' }]}
        state={<StateDot {...planState(plan)} />}
        primary={
          state === 'paused'
            ? { label: 'Resume', icon: IconPlayerPlay, needs, run: () => setDialog('resume') }
            : {
                label: 'Make next invoice now…',
                icon: IconPlayerTrackNext,
                needs,
                hidden: !nextRunOn,
                run: () => setDialog('run'),
              }
        }
        secondary={[{ label: 'Edit', icon: IconPencil, keys: 'e', needs, to: `/recurring-plans/${id}/edit` }]}
        menu={[
          {
            label: 'Pause',
            icon: IconPlayerPause,
            needs,
            hidden: state !== 'active',
            run: () => void pause.run({ planId: id }),
          },
          { label: 'Delete plan…', icon: IconTrash, needs, danger: true, run: () => setDialog('delete') },
        ]}
        rail={<PlanFacts plan={plan} />}
      >
        <div className={classes.stack}>
          {plan.failure && (
            <p className={classes.failure} role="alert">
              The invoice of this plan could not be made: {plan.failure}{' '}
              {plan.retryAt && (
                <>
                  It is tried again <When at={plan.retryAt} />.
                </>
              )}
            </p>
          )}
          <PlanContent plan={plan} />
          <PlanRuns planId={id} />
        </div>
      </Page>
      {dialog === 'run' && nextRunOn && <RunNow plan={plan} plannedOn={nextRunOn} close={close} />}
      {dialog === 'resume' && <ResumePlan plan={plan} close={close} />}
      {dialog === 'delete' && (
        <Confirm
          title={`Delete ${plan.name}`}
          verb="Delete plan"
          danger
          pending={remove.pending}
          run={() => void remove.run({ planId: id })}
          close={close}
        >
          No more invoices come from it. Those that it made stay.
        </Confirm>
      )}
    </>
  )
}

function PlanFacts({ plan }: { plan: contract.Plan }) {
  const { date } = useFormat()
  const { clientId, clientName, projectId, projectName, dueDays, nextRunOn, endOn } = plan
  return (
    <>
      <Facts
        heading="Plan"
        facts={[
          [
            'Client',
            <TextLink key="client" to={`/clients/${clientId}`}>
              {clientName}
            </TextLink>,
          ],
          [
            'Project',
            projectId && (
              <TextLink key="project" to={`/projects/${projectId}`}>
                {projectName}
              </TextLink>
            ),
          ],
          ['How often', rhythmText(plan)],
          ['On its day', plan.autoSend ? 'Sent' : 'Kept as a draft'],
          ['Due after', dueDays === null ? 'Client’s terms' : `${dueDays} days`],
          ['Last day', endOn && date(endOn)],
        ]}
      />
      <Facts
        heading="Coming up"
        facts={[
          ['Next', nextRunOn && date(nextRunOn)],
          ['Then', plan.upcoming.length > 0 && plan.upcoming.map((day) => <div key={day}>{date(day)}</div>)],
        ]}
      />
    </>
  )
}
