import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { type Plan, runPlanNow } from '../contract.ts'

/** The next invoice, made today. */
export function RunNow({ plan, plannedOn, close }: { plan: Plan; plannedOn: string; close: () => void }) {
  const go = useGo()
  const { date } = useFormat()
  const then = plan.upcoming[0]
  return (
    <ConfirmMoney
      endpoint={runPlanNow}
      input={{ planId: plan.id, plannedOn }}
      title="Make the next invoice now"
      verb={plan.autoSend ? 'Make and send' : 'Make draft'}
      consequences={[
        `The invoice planned for ${date(plannedOn)} is made now, dated today at the latest.`,
        plan.autoSend
          ? 'It is numbered, booked and e-mailed to the client.'
          : 'It waits as a draft; nothing is booked.',
        then ? `The next one comes on ${date(then)}.` : 'It is the last one of this plan.',
      ]}
      done={plan.autoSend ? 'Invoice sent' : 'Draft made'}
      onDone={(invoice) => go(`/invoices/${invoice.id}`)}
      close={close}
    />
  )
}
