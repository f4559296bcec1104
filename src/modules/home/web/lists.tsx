import { daysBetween } from '#kernel/calendar.ts'
import { useFormat } from '#ui/format.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import type { Dashboard } from '../contract.ts'
import { Card, Rows } from './card.tsx'

type Of<Name extends 'invoices' | 'payments' | 'projects' | 'expenses'> = NonNullable<Dashboard[Name]>

export function LongestDue({ invoices, today }: { invoices: Of<'invoices'>; today: string }) {
  const { date } = useFormat()
  const due = (dueOn: string | null) => {
    if (dueOn === null) return <StateDot state="open" />
    const days = daysBetween(dueOn, today)
    if (days > 0) return <StateDot state="overdue" label={`${days} ${days === 1 ? 'day' : 'days'} overdue`} />
    return <StateDot state="open" label={`Due ${date(dueOn)}`} />
  }
  return (
    <Card title="What is owed, longest first" more={{ label: 'All open', to: '/invoices?state=open' }}>
      <Rows
        none="Nobody owes you anything."
        rows={invoices.map(({ id, number, clientName, dueOn, balanceDueCents }) => ({
          id,
          to: `/invoices/${id}`,
          name: `${clientName} · ${number}`,
          note: due(dueOn),
          value: <Money cents={balanceDueCents} />,
        }))}
      />
    </Card>
  )
}

export function OpenProjects({ projects }: { projects: Of<'projects'> }) {
  const { date } = useFormat()
  return (
    <Card title="Open projects" more={{ label: 'All projects', to: '/projects' }}>
      <Rows
        none="No project is open."
        rows={projects.map(({ id, number, name, clientName, dueOn }) => ({
          id,
          to: `/projects/${id}`,
          name,
          note: `${clientName} · ${number}`,
          ...(dueOn === null ? {} : { value: <span className="quiet">Due {date(dueOn)}</span> }),
        }))}
      />
    </Card>
  )
}

export function RecentExpenses({ expenses }: { expenses: Of<'expenses'> }) {
  const { date } = useFormat()
  return (
    <Card title="What was spent last" more={{ label: 'All expenses', to: '/expenses' }}>
      <Rows
        none="No expense was entered yet."
        rows={expenses.map(({ id, merchantName, categoryName, spentOn, amountCents, state }) => ({
          id,
          to: `/expenses/${id}`,
          name: merchantName,
          note: state === 'void' ? <StateDot state="void" /> : `${categoryName} · ${date(spentOn)}`,
          value: <Money cents={amountCents} />,
        }))}
      />
    </Card>
  )
}

export function RecentPayments({ payments }: { payments: Of<'payments'> }) {
  const { date } = useFormat()
  return (
    <Card title="What came in last" more={{ label: 'All payments', to: '/payments' }}>
      <Rows
        none="No payment was recorded yet."
        rows={payments.map(({ id, clientName, receivedOn, amountCents, reversed }) => ({
          id,
          to: `/payments/${id}`,
          name: clientName,
          note: reversed ? <StateDot state="reversed" /> : date(receivedOn),
          value: <Money cents={amountCents} />,
        }))}
      />
    </Card>
  )
}
