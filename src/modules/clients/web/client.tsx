import { IconCash, IconClockDollar, IconFileInvoice } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '#ui/events.ts'
import { durationText } from '#ui/format.ts'
import { useModules } from '#ui/module.ts'
import type { Action } from '#ui/page/action.tsx'
import { type Figure, FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { Slot } from '#ui/slot.tsx'
import { type Client, type ClientOverview, readClient, readClientOverview } from '../contract.ts'
import { useClientMenu } from './client-menu.tsx'
import { ClientRail } from './client-rail.tsx'
import { ClientTabs } from './client-tabs.tsx'

/** One client: what it owes, what is unbilled, and everything that was done for it. */
export function ClientScreen() {
  const { clientId } = useParams({ strict: false }) as { clientId: string }
  const { data: client, error, refetch } = useRead(readClient, { clientId })
  useLive({
    clients: ['/clients'],
    invoices: ['/clients'],
    payments: ['/clients'],
    projects: ['/projects', '/clients'],
    'time-entries': ['/clients'],
  })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!client) return <ScreenSkeleton />
  return <OneClient key={client.id} client={client} />
}

function OneClient({ client }: { client: Client }) {
  const { data } = useRead(readClientOverview, { clientId: client.id })
  const [paying, setPaying] = useState(false)
  const takesPayments = useModules().some((one) => one.slots?.recordPayment)
  const menu = useClientMenu(client)
  const of = `clientId=${client.id}`
  const needs = 'documents:write' as const
  const invoice: Action = { label: 'New invoice', icon: IconFileInvoice, keys: 'n', needs, to: `/invoices/new?${of}` }
  const bill: Action = { label: 'Bill time', icon: IconClockDollar, keys: 'b', needs, to: `/invoices/from-time?${of}` }
  const pay: Action = {
    label: 'Record payment',
    icon: IconCash,
    needs: 'payments:write',
    hidden: !takesPayments,
    run: () => setPaying(true),
  }
  const unbilled = (data?.unbilledMinutes ?? 0) > 0
  return (
    <>
      <Page
        title={client.displayName}
        crumbs={[{ label: 'Clients', to: '/clients' }]}
        state={client.archivedAt ? <StateDot state="archived" /> : undefined}
        primary={unbilled ? bill : invoice}
        secondary={[pay]}
        menu={[unbilled ? invoice : bill, ...menu.actions]}
        below={<FigureStrip figures={data && figuresOf(client.id, data)} />}
        rail={<ClientRail client={client} />}
      >
        <ClientTabs clientId={client.id} />
      </Page>
      {paying && <Slot name="recordPayment" clientId={client.id} close={() => setPaying(false)} />}
      {menu.dialog}
    </>
  )
}

function figuresOf(clientId: string, overview: ClientOverview): Figure[] {
  const { outstandingCents, overdueCents, creditCents, unbilledMinutes, unbilledCents, revenueCents } = overview
  const invoices = `/invoices?clientId=${clientId}`
  const figures: Figure[] = [
    { label: 'Outstanding', cents: outstandingCents, to: `${invoices}&state=open` },
    {
      label: 'Overdue',
      cents: overdueCents,
      to: `${invoices}&state=overdue`,
      tone: overdueCents > 0 ? 'red' : undefined,
    },
    { label: 'Credit', cents: creditCents, to: `/clients/${clientId}?tab=credit` },
    {
      label: 'Unbilled',
      cents: unbilledCents,
      note: unbilledMinutes > 0 ? `${durationText(unbilledMinutes * 60)} hours at today’s rates` : 'No time to bill',
      to: `/time/list?clientId=${clientId}&state=approved`,
    },
  ]
  if (revenueCents !== null) {
    const explain = 'Income that the journal has for this client over all time, less discounts and credit.'
    figures.push({ label: 'Lifetime revenue', cents: revenueCents, explain })
  }
  return figures
}
