import { Button, CloseButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconMailX } from '@tabler/icons-react'
import { useLive } from '#ui/events.ts'
import { GoLink } from '#ui/link.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { type FailedDelivery, listFailedDeliveries } from '../contract-deliveries.ts'
import classes from './delivery-alert.module.css'

/** Above every screen: an e-mail did not arrive. Hidden until the next one fails, gone once it was sent again. */
export function DeliveryAlert() {
  const may = useCan('documents:send')
  if (!may) return null
  return <Alert />
}

function Alert() {
  useLive({ deliveries: ['/failed-deliveries'] })
  // Asked again also unasked: when no worker runs, nothing tells of it.
  const { data } = useRead(listFailedDeliveries, {}, { staleMs: 30_000, refetchMs: 30_000 })
  const [hidden, setHidden] = useLocalStorage({ key: 'ez360.delivery-alert', defaultValue: '' })
  const [newest, ...others] = data?.items ?? []
  // "failed" comes after "delayed", so that one which was hidden while it was tried shows again when it is given up.
  if (!newest || `${newest.id} ${newest.state}` <= hidden) return null
  return (
    <div className={classes.alert} role="alert">
      <IconMailX size={16} aria-hidden />
      <p>
        <strong>{sentence(newest)}</strong> {newest.error}
        {newest.state === 'delayed' && ' It goes on being tried.'}
        {others.length > 0 &&
          ` ${others.length === 1 ? 'One more e-mail is' : `${others.length} more e-mails are`} late or failed.`}
      </p>
      <Button component={GoLink} to={placeOf(newest)} variant="default" size="compact-sm">
        Open {kinds[newest.subjectType].name.toLowerCase()}
      </Button>
      <CloseButton
        size="sm"
        aria-label="Hide until another e-mail fails"
        onClick={() => setHidden(`${newest.id} ${newest.state}`)}
      />
    </div>
  )
}

const kinds: Record<FailedDelivery['subjectType'], { name: string; place: string }> = {
  invoice: { name: 'Invoice', place: '/invoices' },
  estimate: { name: 'Estimate', place: '/estimates' },
  proposal: { name: 'Proposal', place: '/proposals' },
  credit_note: { name: 'Credit note', place: '/credit-notes' },
  receipt: { name: 'Receipt', place: '/payments' },
}

function sentence({ subjectType, number, toEmail, state }: FailedDelivery): string {
  const paper = [kinds[subjectType].name, number].filter(Boolean).join(' ')
  return state === 'failed' ? `${paper} did not reach ${toEmail}.` : `${paper} has not reached ${toEmail} yet.`
}

function placeOf({ subjectType, subjectId }: FailedDelivery): string {
  return `${kinds[subjectType].place}/${subjectId}`
}
