import { Skeleton } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { Money } from '#ui/money/money.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { RequestId } from '#ui/page/request-id.tsx'
import { When } from '#ui/page/when.tsx'
import { JournalPreview } from '#ui/paper/journal-preview.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { explainInvoice } from '../contract.ts'
import classes from './documents.module.css'

/** Where the balance comes from: the money, and the entries with who posted them. */
export function ExplainPanel({ invoiceId }: { invoiceId: string }) {
  const format = useFormat()
  const { data, error, refetch } = useRead(explainInvoice, { invoiceId })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <Skeleton h={160} />
  const less = [
    ['Payments', data.paymentsCents],
    ['Credit notes', data.creditNotesCents],
    ['Client credit', data.creditApplicationsCents],
    ['Written off', data.writeOffsCents],
  ] as const
  return (
    <section className={classes.explain} aria-label="Where the balance comes from">
      <h2>Where the balance comes from</h2>
      <p className="tnum">
        {data.state === 'void'
          ? 'Void invoices are owed no more.'
          : `${format.money(data.totalCents)} invoiced${less
              .filter(([, cents]) => cents !== 0)
              .map(([what, cents]) => ` − ${format.money(cents)} ${what.toLowerCase()}`)
              .join('')} = `}
        {data.state !== 'void' && <Money cents={data.computedBalanceCents} strong />}
      </p>
      {!data.agrees && (
        <p role="alert" className={classes.error}>
          The stored balance says {format.money(data.storedBalanceCents)}. Please tell support.
        </p>
      )}
      {data.entries.map((entry) => (
        <div key={entry.id} className={classes.entry}>
          <JournalPreview entries={[entry]} />
          <div className={classes.posted}>
            <span>
              Posted by {entry.actorName ?? 'the system'}, <When at={entry.postedAt} />
            </span>
            <RequestId id={entry.requestId ?? undefined} />
          </div>
        </div>
      ))}
    </section>
  )
}
