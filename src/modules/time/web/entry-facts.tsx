import { Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { useCan, useMay } from '#ui/session.ts'
import * as contract from '../contract.ts'
import { formatDuration } from '../domain/typed.ts'
import { madeStale, useBulk } from './bulk.tsx'
import { EntryState } from './entry-state.tsx'
import { RejectDialog } from './reject-dialog.tsx'

type Props = { entry: contract.SavedTimeEntry; close: () => void }

/** An entry that is past editing: what it says, and what may still happen to it. */
export function EntryFacts({ entry, close }: Props) {
  return (
    <>
      <Facts facts={useFacts(entry)} />
      <EntryActions entry={entry} close={close} />
    </>
  )
}

function useFacts(entry: contract.SavedTimeEntry): [string, ReactNode][] {
  const format = useFormat()
  const may = useMay()
  const { startedAt, endedAt, documentId } = entry
  return [
    ['State', <EntryState key="state" entry={entry} />],
    ['Member', entry.memberName],
    ['Project', entry.projectName ?? 'None'],
    ['Client', entry.clientName],
    ['Service', entry.serviceName],
    ['Day', format.date(entry.workedOn)],
    ['From', startedAt && endedAt && `${format.instant(startedAt)} – ${format.instant(endedAt)}`],
    ['Duration', formatDuration(entry.minutes)],
    ['Billable', entry.billable ? 'Yes' : 'No'],
    ['Rate', entry.rateCents !== null && `${format.money(entry.rateCents)} per hour`],
    ['Approved', entry.approvedAt && format.instant(entry.approvedAt)],
    [
      'Billed on',
      documentId && may('documents:read') && (
        <TextLink key="invoice" to={`/invoices/${documentId}`}>
          Its invoice
        </TextLink>
      ),
    ],
    ['Notes', entry.notes],
  ]
}

function EntryActions({ entry, close }: Props) {
  const approves = useCan('time:approve')
  const [asking, setAsking] = useState<'reject' | 'void' | undefined>(undefined)
  const bulk = useBulk()
  const voiding = useCommand(contract.voidTimeEntry, { invalidates: madeStale, done: 'Voided', onDone: close })
  const sendsBack = approves && (entry.state === 'submitted' || entry.state === 'approved')
  const voids = sendsBack || (entry.mine && entry.state === 'submitted')
  return (
    <Group mt="lg" gap="xs">
      {approves && entry.state === 'submitted' && (
        <Button loading={bulk.pending} onClick={async () => (await bulk.act('approve', [entry])) && close()}>
          Approve
        </Button>
      )}
      {sendsBack && (
        <Button variant="default" onClick={() => setAsking('reject')}>
          Send back
        </Button>
      )}
      {voids && (
        <Button variant="subtle" color="red" onClick={() => setAsking('void')}>
          Void
        </Button>
      )}
      {asking === 'reject' && <RejectDialog ids={[entry.id]} close={() => setAsking(undefined)} done={close} />}
      {asking === 'void' && (
        <Confirm
          title="Void this time"
          verb="Void time"
          danger
          pending={voiding.pending}
          run={() => void voiding.run({ entryId: entry.id })}
          close={() => setAsking(undefined)}
        >
          {formatDuration(entry.minutes)} will not count any more, and cannot be billed. There is no way back.
        </Confirm>
      )}
      {bulk.question}
    </Group>
  )
}
