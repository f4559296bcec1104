import { Button, Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { listUnbilledTime } from '#modules/time/contract.ts'
import { useCommand } from '#ui/command.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { createInvoiceFromTime } from '../contract.ts'
import { ChooseProject } from './choose.tsx'
import classes from './from-time.module.css'
import { chosenOf, type Grouping, groupings, hoursText, type Unbilled } from './from-time-values.ts'

/** Approved time that is on no invoice: choose whose, choose which, and draft the invoice. */
export function InvoiceFromTime() {
  const [url, setUrl] = useUrl({ clientId: '', projectId: '', upTo: '' })
  const { clientId, projectId, upTo } = url
  return (
    <Page
      title="Invoice unbilled time"
      crumbs={[{ label: 'Invoices', to: '/invoices' }]}
      lead="Approved, billable time that is on no invoice yet, at today's rates."
    >
      <div className={classes.choice}>
        <ClientPicker
          value={clientId || null}
          onChange={(id) => setUrl({ clientId: id ?? '', projectId: '' })}
          data-autofocus
        />
        <ChooseProject
          key={clientId}
          clientId={clientId || null}
          placeholder="All projects"
          value={projectId || null}
          onChange={(id) => setUrl({ projectId: id ?? '' })}
        />
        <DateInput
          label="Worked until"
          placeholder="Any day"
          clearable
          value={upTo}
          onChange={(day) => setUrl({ upTo: day ?? '' })}
        />
      </div>
      {clientId === '' ? (
        <p className="quiet">Choose the client to see what can be billed.</p>
      ) : (
        <Found key={`${clientId} ${projectId} ${upTo}`} clientId={clientId} projectId={projectId} upTo={upTo} />
      )}
    </Page>
  )
}

type Where = { clientId: string; projectId: string; upTo: string }

function Found({ clientId, projectId, upTo }: Where) {
  const { data, error, refetch } = useRead(
    listUnbilledTime,
    { clientId, ...(projectId ? { projectId } : {}), ...(upTo ? { upTo } : {}) },
    { staleMs: 0 },
  )
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  if (data.items.length === 0) {
    return (
      <Empty
        title="Nothing to bill"
        sentence="Time shows here once it is billable and approved."
        action={{ label: 'Open time', to: '/time', needs: 'time:own' }}
      />
    )
  }
  return <Choose clientId={clientId} projectId={projectId} items={data.items} />
}

function Choose({ clientId, projectId, items }: Omit<Where, 'upTo'> & { items: readonly Unbilled[] }) {
  const go = useGo()
  const format = useFormat()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [groupBy, setGroupBy] = useState<Grouping>('service')
  const chosen = chosenOf(items, left)
  const draft = useCommand(createInvoiceFromTime, {
    invalidates: ['/invoices', '/time-entries', '/clients', '/projects'],
    done: 'Drafted from time',
    onDone: (invoice) => go(`/invoices/${invoice.id}/edit`),
  })
  const make = () =>
    void draft.run({
      clientId,
      projectId: projectId || null,
      timeEntryIds: chosen.entries.map((one) => one.id),
      groupBy,
    })
  const toggle = (id: string) =>
    setLeft((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])))
  return (
    <>
      <TimeTable
        items={items}
        left={left}
        toggle={toggle}
        all={(on) => setLeft(on ? new Set() : new Set(items.map((one) => one.id)))}
      />
      <div className={classes.foot}>
        <Select
          label="One line per"
          allowDeselect={false}
          data={groupings}
          value={groupBy}
          onChange={(value) => setGroupBy(value as Grouping)}
        />
        <p className={classes.sum} role="status">
          <span className="quiet">
            {chosen.entries.length} of {items.length} entries, {hoursText(chosen.minutes)} hours
          </span>
          <strong className="tnum">{format.money(chosen.amountCents)}</strong>
        </p>
        <Button loading={draft.pending} disabled={chosen.entries.length === 0} onClick={make}>
          Draft invoice
        </Button>
      </div>
    </>
  )
}

type TableProps = {
  items: readonly Unbilled[]
  left: ReadonlySet<string>
  toggle: (id: string) => void
  all: (on: boolean) => void
}

function TimeTable({ items, left, toggle, all }: TableProps) {
  const format = useFormat()
  const billable = items.filter((one) => one.rateCents !== null)
  const on = billable.filter((one) => !left.has(one.id)).length
  return (
    <table className={classes.time} aria-label="Unbilled time">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label="All entries"
              checked={on > 0 && on === billable.length}
              indeterminate={on > 0 && on < billable.length}
              onChange={() => all(on < billable.length)}
            />
          </th>
          <th scope="col">Day</th>
          <th scope="col">Work</th>
          <th scope="col">Hours</th>
          <th scope="col">Rate</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {items.map((entry) => {
          const what = entry.serviceName ?? entry.projectName ?? 'Time'
          return (
            <tr key={entry.id}>
              <td>
                <Checkbox
                  aria-label={`${what}, ${format.date(entry.workedOn)}`}
                  checked={entry.rateCents !== null && !left.has(entry.id)}
                  disabled={entry.rateCents === null}
                  onChange={() => toggle(entry.id)}
                />
              </td>
              <td>{format.date(entry.workedOn)}</td>
              <td>
                <span className={classes.what}>{what}</span>
                <span className="quiet">
                  {[entry.serviceName && entry.projectName, entry.memberName, entry.notes].filter(Boolean).join(' · ')}
                </span>
              </td>
              <td>{hoursText(entry.minutes)}</td>
              <td>
                {entry.rateCents === null ? (
                  <span className={classes.missing}>No rate</span>
                ) : (
                  format.money(entry.rateCents)
                )}
              </td>
              <td>{entry.rateCents === null ? '–' : format.money(entry.amountCents)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
