import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '#ui/events.ts'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { Slot } from '#ui/slot.tsx'
import { type Invoice, readInvoice } from '../contract.ts'
import { InvoiceState } from './columns.tsx'
import { DocumentPaper } from './document-paper.tsx'
import classes from './documents.module.css'
import { ExplainPanel } from './explain-panel.tsx'
import { InvoiceDialog, type OpenDialog, useInvoiceActions } from './invoice-actions.tsx'
import { InvoiceRail } from './invoice-rail.tsx'
import { invoiceTitle } from './words.ts'

/** One invoice as the client sees it, with what came in and what it did to the books. */
export function InvoiceScreen() {
  const { invoiceId } = useParams({ strict: false }) as { invoiceId: string }
  const { data: invoice, error, refetch } = useRead(readInvoice, { invoiceId })
  useLive({ invoices: ['/invoices'], payments: ['/invoices'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!invoice) return <ScreenSkeleton />
  return <OneInvoice invoice={invoice} />
}

function OneInvoice({ invoice }: { invoice: Invoice }) {
  const [dialog, setDialog] = useState<OpenDialog | undefined>(undefined)
  const actions = useInvoiceActions(invoice, setDialog)
  return (
    <>
      <Page
        title={invoiceTitle(invoice)}
        crumbs={[{ label: 'Invoices', to: '/invoices' }]}
        state={<InvoiceState state={invoice.displayState} />}
        below={<FigureStrip figures={figuresOf(invoice)} />}
        rail={<InvoiceRail invoice={invoice} />}
        {...actions}
      >
        <div className={classes.stack}>
          <Slot name="invoiceNotice" invoiceId={invoice.id} />
          <DocumentPaper invoice={invoice} kind="invoice" />
          {invoice.state !== 'draft' && (
            <>
              <Slot name="invoiceMoney" invoiceId={invoice.id} />
              <Slot name="invoiceCorrections" invoiceId={invoice.id} />
              <Slot name="invoiceFollowUp" invoiceId={invoice.id} />
              <ExplainPanel invoiceId={invoice.id} />
            </>
          )}
        </div>
      </Page>
      {dialog && <InvoiceDialog invoice={invoice} dialog={dialog} close={() => setDialog(undefined)} />}
    </>
  )
}

function figuresOf(invoice: Invoice) {
  const out = invoice.state !== 'draft' && invoice.state !== 'void'
  const late = invoice.displayState === 'overdue'
  return [
    { label: 'Total', cents: invoice.totalCents },
    { label: 'Settled', cents: out ? invoice.totalCents - invoice.balanceDueCents : 0 },
    {
      label: 'Balance due',
      cents: invoice.balanceDueCents,
      ...(late ? { tone: 'red' as const } : {}),
      note: invoice.state === 'draft' ? 'Owed once it is sent' : undefined,
    },
  ]
}
