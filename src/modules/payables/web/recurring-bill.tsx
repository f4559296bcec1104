import { IconPencil, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { billColumns } from './bill-columns.tsx'
import classes from './payables.module.css'
import { recurringColours, rhythm, termsText } from './words.ts'

/** One recurring bill: when it comes, and the bills that it made. */
export function RecurringBillScreen() {
  const { recurringBillId } = useParams({ strict: false }) as { recurringBillId: string }
  const { data: plan, error, refetch } = useRead(contract.readRecurringBill, { recurringBillId })
  useLive({ recurringBills: ['/recurring-bills', '/bills'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!plan) return <ScreenSkeleton />
  return <OnePlan key={plan.id} plan={plan} />
}

function OnePlan({ plan }: { plan: contract.RecurringBill }) {
  const { id: recurringBillId } = plan
  const { actions, dialog } = usePlanActions(plan)
  const { data } = useRead(contract.listBills, { recurringBillId, limit: 100 })
  return (
    <>
      <Page
        title={plan.name}
        crumbs={[{ label: 'Recurring bills', to: '/recurring-bills' }]}
        state={<StateDot state={plan.state} colour={recurringColours[plan.state]} />}
        lead={plan.problem && `The last bill was left as a draft. ${plan.problem}`}
        primary={
          plan.state === 'ended'
            ? undefined
            : { label: 'Edit', icon: IconPencil, keys: 'e', needs, to: `/recurring-bills/${plan.id}/edit` }
        }
        menu={plan.state === 'ended' ? [] : actions}
        below={
          <FigureStrip
            figures={[
              { label: 'Each', cents: plan.totalCents },
              { label: 'Comes', value: rhythm(plan) },
              { label: 'Next', value: plan.state === 'active' && plan.nextRunOn ? <Day date={plan.nextRunOn} /> : '–' },
            ]}
          />
        }
        rail={
          <Facts
            heading="Plan"
            facts={[
              [
                'Vendor',
                <TextLink key="vendor" to={`/vendors/${plan.vendorId}`}>
                  {plan.vendorName}
                </TextLink>,
              ],
              ['On its day', plan.posts ? 'Posted at once' : 'Left as a draft'],
              ['Due', termsText(plan.dueDays)],
              ['First day', <Day key="starts" date={plan.startsOn} />],
              ['Ends', plan.endsOn && <Day key="ends" date={plan.endsOn} />],
              ['Notes', plan.notes],
            ]}
          />
        }
      >
        <section className={classes.block}>
          <h2 className={classes.heading}>Bills it made</h2>
          {data?.items.length === 0 ? (
            <p className="quiet">None yet. The first one is made on its day, early in the morning.</p>
          ) : (
            <DataList
              label="Bills it made"
              columns={billColumns({ vendor: false })}
              rows={data?.items}
              open={(bill) => `/bills/${bill.id}`}
            />
          )}
        </section>
      </Page>
      {dialog}
    </>
  )
}

const needs = 'payables:write' as const

function usePlanActions(plan: contract.RecurringBill) {
  const input = { recurringBillId: plan.id }
  const [ending, setEnding] = useState(false)
  const pause = useCommand(contract.pauseRecurringBill, { done: 'Paused' })
  const resume = useCommand(contract.resumeRecurringBill, { done: 'Goes on' })
  const end = useCommand(contract.endRecurringBill, { done: 'Ended' })
  const actions: Action[] = [
    plan.state === 'paused'
      ? { label: 'Resume', icon: IconPlayerPlay, needs, run: () => void resume.run(input) }
      : { label: 'Pause', icon: IconPlayerPause, needs, run: () => void pause.run(input) },
    { label: 'End…', icon: IconPlayerStop, needs, danger: true, run: () => setEnding(true) },
  ]
  const dialog = ending && (
    <Confirm
      title={`End ${plan.name}?`}
      verb="End"
      danger
      pending={end.pending}
      run={() => void end.run(input).then(() => setEnding(false))}
      close={() => setEnding(false)}
    >
      No further bills are made. Those that it made stay as they are. It cannot be started again.
    </Confirm>
  )
  return { actions, dialog }
}
