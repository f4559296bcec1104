import { Button, Switch } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import * as contract from '../contract.ts'
import classes from './collections.module.css'

const ChargeLateFee = lazy(async () => ({ default: (await import('./charge-late-fee.tsx')).ChargeLateFee }))

/** On an invoice: reminders that went out, the next one, and its late fees. Nothing where there is nothing to say. */
export function InvoiceFollowUpPanel({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead(contract.readInvoiceFollowUp, { invoiceId })
  const { date } = useFormat()
  const [charging, setCharging] = useState(false)
  const maySend = useCan('documents:send')
  const remind = useCommand(contract.remindOfInvoice, { done: 'Reminder on its way', invalidates: ['/invoices'] })
  const mute = useCommand(contract.muteReminders, { invalidates: ['/invoices'] })
  if (!data) return null
  const { reminders, lateFees, netDueCents, nextReminderOn, lateFeeCents } = data
  if (netDueCents === 0 && reminders.length === 0 && lateFees.length === 0) return null
  return (
    <section className={classes.card} aria-label="Reminders">
      <div className={classes.head}>
        <div>
          <h2 className={classes.heading}>Reminders</h2>
          <span className="quiet">{nextText(data, nextReminderOn && date(nextReminderOn))}</span>
        </div>
        {maySend && netDueCents > 0 && (
          <div className={classes.controls}>
            {data.remindersOn && (
              <Switch
                size="xs"
                label="Remind by itself"
                checked={!data.muted}
                disabled={mute.pending}
                onChange={(event) => void mute.run({ invoiceId, muted: !event.currentTarget.checked })}
              />
            )}
            {lateFeeCents !== null && (
              <Button variant="default" size="xs" onClick={() => setCharging(true)}>
                Charge late fee…
              </Button>
            )}
            <Button
              variant="default"
              size="xs"
              disabled={data.clientEmail === null}
              loading={remind.pending}
              onClick={() => void remind.run({ invoiceId })}
            >
              Send reminder
            </Button>
          </div>
        )}
      </div>
      {reminders.length > 0 && <DataList label="Reminders" columns={columns} rows={reminders} />}
      {lateFees.map((fee) => (
        <p key={fee.invoiceId} className="quiet">
          Late fee of <Money cents={fee.totalCents} />:{' '}
          <TextLink to={`/invoices/${fee.invoiceId}`}>
            {fee.number ? `invoice ${fee.number}` : 'draft invoice'}
          </TextLink>
        </p>
      ))}
      <Suspense>
        {charging && lateFeeCents !== null && (
          <ChargeLateFee invoiceId={invoiceId} feeCents={lateFeeCents} close={() => setCharging(false)} />
        )}
      </Suspense>
    </section>
  )
}

function nextText(data: contract.InvoiceFollowUp, day: string | null): string {
  if (data.netDueCents === 0) return 'Nothing is due any more.'
  if (data.clientEmail === null) return 'The client has no e-mail address.'
  if (!data.remindersOn) return 'They are switched off for the company; you can send one by hand.'
  if (data.muted) return 'None goes out by itself for this invoice.'
  return day ? `The next one goes on ${day}.` : 'All that are set up have gone out.'
}

const columns: Column<contract.Reminder>[] = [
  { key: 'subject', header: 'Subject', cell: (one) => one.subject, card: 'title' },
  { key: 'when', header: 'Sent', cell: (one) => <When at={one.createdAt} />, width: 140 },
  {
    key: 'state',
    header: 'State',
    cell: (one) => (
      <span title={one.error ?? undefined}>
        <StateDot
          state={one.state === 'queued' ? 'processing' : one.state}
          label={one.state === 'queued' ? 'On its way' : undefined}
        />
      </span>
    ),
    width: 120,
  },
  {
    key: 'amount',
    header: 'Amount',
    cell: (one) => <Money cents={one.amountCents} />,
    align: 'right',
    width: 120,
    card: 'amount',
  },
]
