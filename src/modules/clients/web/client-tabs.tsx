import type { ReactNode } from 'react'
import { TextLink } from '#ui/link.tsx'
import { type Slots, useModules } from '#ui/module.ts'
import { type UrlTab, UrlTabs } from '#ui/page/url-tabs.tsx'
import { useMay } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'

/** What modules above have to show of a client; a tab appears when one fills its slot. */
export function ClientTabs({ clientId }: { clientId: string }) {
  const modules = useModules()
  const may = useMay()
  const filled = (name: keyof Slots) => modules.some((one) => one.slots?.[name])
  const tabs: (UrlTab | false)[] = [
    filled('clientProjects') && tab('projects', 'Projects', () => <Slot name="clientProjects" clientId={clientId} />),
    may('documents:read') &&
      tab('invoices', 'Invoices', () =>
        filled('clientInvoices') ? (
          <Slot name="clientInvoices" clientId={clientId} />
        ) : (
          <p>
            <TextLink to={`/invoices?clientId=${clientId}`}>Invoices of this client</TextLink>
          </p>
        ),
      ),
    filled('clientExpenses') &&
      may('expenses:read') &&
      tab('expenses', 'Expenses', () => <Slot name="clientExpenses" clientId={clientId} />),
    filled('clientPayments') &&
      may('payments:read') &&
      tab('payments', 'Payments', () => <Slot name="clientPayments" clientId={clientId} />),
    filled('clientCredit') &&
      may('payments:read') &&
      tab('credit', 'Credit', () => (
        <>
          <Slot name="clientCredit" clientId={clientId} />
          <Slot name="clientCreditNotes" clientId={clientId} />
        </>
      )),
    filled('clientStatement') &&
      may('payments:read') &&
      tab('statement', 'Statement', () => <Slot name="clientStatement" clientId={clientId} />),
    filled('clientCollections') &&
      may('documents:read') &&
      tab('collections', 'Collections', () => <Slot name="clientCollections" clientId={clientId} />),
    filled('activity') &&
      may('audit:read') &&
      tab('activity', 'Activity', () => <Slot name="activity" subjectType="client" subjectId={clientId} />),
  ]
  return <UrlTabs tabs={tabs.filter((one) => one !== false)} />
}

function tab(value: string, label: string, content: () => ReactNode): UrlTab {
  return { value, label, content }
}
