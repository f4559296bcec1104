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
  const { data } = useRead(listFailedDeliveries, {}, { staleMs: 60_000 })
  const [hidden, setHidden] = useLocalStorage({ key: 'ez360.delivery-alert', defaultValue: '' })
  const [newest, ...others] = data?.items ?? []
  if (!newest || newest.id <= hidden) return null
  return (
    <div className={classes.alert} role="alert">
      <IconMailX size={16} aria-hidden />
      <p>
        <strong>
          {titleOf(newest)} did not reach {newest.toEmail}.
        </strong>{' '}
        {newest.error}
        {others.length > 0 &&
          ` ${others.length === 1 ? 'One more e-mail' : `${others.length} more e-mails`} failed too.`}
      </p>
      <Button component={GoLink} to={placeOf(newest)} variant="default" size="compact-sm">
        Open {newest.documentType}
      </Button>
      <CloseButton size="sm" aria-label="Hide until another e-mail fails" onClick={() => setHidden(newest.id)} />
    </div>
  )
}

function titleOf({ documentType, number }: FailedDelivery): string {
  return `${documentType.charAt(0).toUpperCase()}${documentType.slice(1)} ${number}`
}

function placeOf({ documentType, documentId }: FailedDelivery): string {
  return `/${documentType}s/${documentId}`
}
