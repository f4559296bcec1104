import { Button, CloseButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconMailX } from '@tabler/icons-react'
import { type FailedFollowUp, listFailedFollowUps } from '#modules/collections/contract.ts'
import { type FailedDelivery, listFailedDeliveries } from '#modules/documents/contract.ts'
import { useLive } from '#ui/events.ts'
import { GoLink } from '#ui/link.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import classes from './email-alert.module.css'

/** Above every screen: an e-mail did not arrive. Hidden until the next one fails, gone once it was sent again. */
export function EmailAlert() {
  const may = useCan('documents:send')
  if (!may) return null
  return <Alert />
}

type Failed = FailedDelivery | FailedFollowUp

// Asked again also unasked: when no worker runs, nothing tells of it.
const often = { staleMs: 30_000, refetchMs: 30_000 }

function Alert() {
  useLive({
    deliveries: ['/failed-deliveries'],
    collections: ['/failed-follow-ups'],
    invoices: ['/failed-follow-ups'],
  })
  const { data: papers } = useRead(listFailedDeliveries, {}, often)
  const { data: followUps } = useRead(listFailedFollowUps, {}, often)
  const [hidden, setHidden] = useLocalStorage({ key: 'ez360.delivery-alert', defaultValue: '' })
  const failed: Failed[] = [...(papers?.items ?? []), ...(followUps?.items ?? [])]
  const [newest, ...others] = failed.sort((a, b) => (a.id < b.id ? 1 : -1))
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
      <Button
        component={GoLink}
        to={kinds[newest.subjectType].place(newest.subjectId)}
        variant="default"
        size="compact-sm"
      >
        {kinds[newest.subjectType].open}
      </Button>
      <CloseButton
        size="sm"
        aria-label="Hide until another e-mail fails"
        onClick={() => setHidden(`${newest.id} ${newest.state}`)}
      />
    </div>
  )
}

type Kind = { name: string; open: string; place: (id: string) => string }

const kinds: Record<Failed['subjectType'], Kind> = {
  invoice: { name: 'Invoice', open: 'Open invoice', place: (id) => `/invoices/${id}` },
  estimate: { name: 'Estimate', open: 'Open estimate', place: (id) => `/estimates/${id}` },
  proposal: { name: 'Proposal', open: 'Open proposal', place: (id) => `/proposals/${id}` },
  credit_note: { name: 'Credit note', open: 'Open credit note', place: (id) => `/credit-notes/${id}` },
  receipt: { name: 'Receipt', open: 'Open receipt', place: (id) => `/payments/${id}` },
  reminder: { name: 'Reminder of invoice', open: 'Open invoice', place: (id) => `/invoices/${id}` },
  statement: { name: 'Statement', open: 'Open statement', place: (id) => `/clients/${id}?tab=statement` },
}

function sentence({ subjectType, number, toEmail, state }: Failed): string {
  const paper = [kinds[subjectType].name, number].filter(Boolean).join(' ')
  return state === 'failed' ? `${paper} did not reach ${toEmail}.` : `${paper} has not reached ${toEmail} yet.`
}
