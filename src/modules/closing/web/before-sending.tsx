import { durationText, useFormat } from '#ui/format.ts'
import { useRead } from '#ui/query.ts'
import { type Leak, readBeforeSending } from '../contract.ts'
import classes from './closing.module.css'

/** On the dialog of sending: what this invoice is about to leave behind. Nothing when there is nothing. */
export default function BeforeSending({ invoiceId, clientName }: { invoiceId: string; clientName?: string }) {
  const { data } = useRead(readBeforeSending, { invoiceId }, { staleMs: 0 })
  const format = useFormat()
  if (!data || data.leaks.length === 0) return null
  return (
    <ul className={classes.leaks} aria-label={clientName ? `Before you send to ${clientName}` : 'Before you send'}>
      {data.leaks.map((leak) => (
        <li key={leak.kind}>
          {clientName && <b>{clientName}: </b>}
          {sentence(leak, format.money)}
        </li>
      ))}
    </ul>
  )
}

function sentence({ kind, count, minutes, cents }: Leak, money: (cents: number) => string): string {
  // No more are looked at, and the sum is of those.
  const many = count >= 100
  const hours = minutes === null ? '' : `${many ? 'At least ' : ''}${durationText(minutes * 60)}`
  const counted = many ? '100 and more' : String(count)
  const amount = cents === null ? '' : ` (${many ? 'at least ' : ''}${money(cents)})`
  switch (kind) {
    case 'unbilled_time':
      return `${hours} of approved time of this client is on no invoice yet.`
    case 'waiting_time':
      return `${hours} of this client's time waits for approval.`
    case 'draft_time':
      return `${hours} of this client's time was not submitted yet.`
    case 'running_timer':
      return count === 1 ? 'A timer is running for this client.' : `${counted} timers are running for this client.`
    case 'unbilled_expenses':
      return `${counted} billable ${count === 1 ? 'expense' : 'expenses'} of this client ${count === 1 ? 'is' : 'are'} on no invoice yet${amount}.`
    case 'waiting_expenses':
      return `${counted} billable ${count === 1 ? 'expense' : 'expenses'} of this client ${count === 1 ? 'is' : 'are'} not approved yet${amount}.`
    case 'below_rate_elsewhere':
      return `Other drafts of this client ask for ${money(cents ?? 0)} less than the time on them is worth.`
    case 'below_rate':
      return `${counted} ${count === 1 ? 'line asks' : 'lines ask'} for ${money(cents ?? 0)} less than the time on ${count === 1 ? 'it' : 'them'} is worth.`
  }
}
