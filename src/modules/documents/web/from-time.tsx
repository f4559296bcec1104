import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { ClientPicker } from '#modules/clients/web/index.tsx'
import { listUnbilledExpenses } from '#modules/expenses/contract.ts'
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
import { ExpenseTable, TimeTable } from './from-time-tables.tsx'
import { chosenOf, type Grouping, groupings, sumText, type Unbilled, type UnbilledExpense } from './from-time-values.ts'

/** Approved time and expenses that are on no invoice: choose whose, choose which, and draft the invoice. */
export function InvoiceFromTime() {
  const [url, setUrl] = useUrl({ clientId: '', projectId: '', upTo: '' })
  const { clientId, projectId, upTo } = url
  return (
    <Page
      title="Invoice unbilled work"
      crumbs={[{ label: 'Invoices', to: '/invoices' }]}
      lead="Approved, billable time and expenses that are on no invoice yet."
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
          label="Until"
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
  const asked = { clientId, ...(projectId ? { projectId } : {}), ...(upTo ? { upTo } : {}) }
  const time = useRead(listUnbilledTime, asked, { staleMs: 0 })
  const expenses = useRead(listUnbilledExpenses, asked, { staleMs: 0 })
  const failed = time.error ? time : expenses.error ? expenses : undefined
  if (failed) return <Problem problem={asProblem(failed.error)} retry={() => void failed.refetch()} />
  if (!time.data || !expenses.data) return <ScreenSkeleton />
  if (time.data.items.length + expenses.data.items.length === 0) {
    return (
      <Empty
        title="Nothing to bill"
        sentence="Time and expenses show here once they are billable and approved."
        action={{ label: 'Open time', to: '/time', needs: 'time:own' }}
      />
    )
  }
  return <Choose clientId={clientId} projectId={projectId} time={time.data.items} expenses={expenses.data.items} />
}

type ChooseProps = Omit<Where, 'upTo'> & { time: readonly Unbilled[]; expenses: readonly UnbilledExpense[] }

function Choose({ clientId, projectId, time, expenses }: ChooseProps) {
  const go = useGo()
  const format = useFormat()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [groupBy, setGroupBy] = useState<Grouping>('service')
  const chosen = chosenOf(time, expenses, left)
  const draft = useCommand(createInvoiceFromTime, {
    invalidates: ['/invoices', '/time-entries', '/expenses', '/clients', '/projects'],
    done: 'Invoice drafted',
    onDone: (invoice) => go(`/invoices/${invoice.id}/edit`),
  })
  const make = () =>
    void draft.run({
      clientId,
      projectId: projectId || null,
      timeEntryIds: chosen.entries.map((one) => one.id),
      expenseIds: chosen.expenses.map((one) => one.id),
      groupBy,
    })
  const table = {
    left,
    toggle: (id: string) =>
      setLeft((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id]))),
    all: (ids: readonly string[], on: boolean) =>
      setLeft((now) => new Set(on ? [...now].filter((one) => !ids.includes(one)) : [...now, ...ids])),
  }
  return (
    <>
      {time.length > 0 && <TimeTable items={time} {...table} />}
      {expenses.length > 0 && <ExpenseTable items={expenses} {...table} />}
      <div className={classes.foot}>
        {time.length > 0 && (
          <Select
            label="One line per"
            allowDeselect={false}
            data={groupings}
            value={groupBy}
            onChange={(value) => setGroupBy(value as Grouping)}
          />
        )}
        <p className={classes.sum} role="status">
          <span className="quiet">{sumText(chosen, time.length, expenses.length)}</span>
          <strong className="tnum">{format.money(chosen.amountCents)}</strong>
        </p>
        <Button loading={draft.pending} disabled={chosen.entries.length + chosen.expenses.length === 0} onClick={make}>
          Draft invoice
        </Button>
      </div>
    </>
  )
}
