import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLive } from '#ui/events.ts'
import { GoLink } from '#ui/link.tsx'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { readInvoiceCorrections, type WriteOff } from '../contract.ts'
import { noteColumns } from './columns.tsx'
import classes from './credit-notes.module.css'
import { RecoverWriteOff } from './recover.tsx'

/** On an invoice that was sent: its credit notes and write-offs. Nothing while there are none. */
export function InvoiceCorrections({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead(readInvoiceCorrections, { invoiceId })
  const mayDraft = useCan('documents:write')
  useLive({ 'credit-notes': ['/credit-notes', '/invoices'] })
  if (!data) return null
  const left = data.out && data.restSubtotalCents + data.restTaxCents > 0
  return (
    <>
      {data.creditNotes.length > 0 && (
        <section className={classes.block} aria-label="Credit notes of this invoice">
          <div className={classes.blockHead}>
            <h2 className={classes.heading}>Credit notes</h2>
            {left && mayDraft && (
              <Button component={GoLink} to={`/credit-notes/new?invoice=${invoiceId}`} variant="default" size="xs">
                New credit note
              </Button>
            )}
          </div>
          <DataList
            label="Credit notes of this invoice"
            columns={noteColumns('client', 'invoice')}
            rows={data.creditNotes}
            open={(note) => `/credit-notes/${note.id}`}
          />
        </section>
      )}
      {data.writeOffs.length > 0 && <WriteOffs writeOffs={data.writeOffs} />}
    </>
  )
}

const columns: Column<WriteOff>[] = [
  { key: 'reason', header: 'Reason', cell: (row) => row.reason, card: 'title' },
  { key: 'on', header: 'Date', cell: (row) => <Day date={row.writtenOffOn} />, width: 130 },
  {
    key: 'state',
    header: 'State',
    cell: (row) =>
      row.reversal ? <StateDot state="recovered" colour="green" /> : <StateDot state="written off" colour="grey" />,
    width: 130,
  },
  {
    key: 'amount',
    header: 'Amount',
    cell: (row) => <Money cents={row.amountCents} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
]

function WriteOffs({ writeOffs }: { writeOffs: readonly WriteOff[] }) {
  const may = useCan('payments:refund')
  const [recovering, setRecovering] = useState<WriteOff | undefined>(undefined)
  return (
    <section className={classes.block} aria-label="Write-offs of this invoice">
      <h2 className={classes.heading}>Written off</h2>
      <DataList
        label="Write-offs of this invoice"
        columns={columns}
        rows={[...writeOffs]}
        rowActions={(row) => (may && !row.reversal ? [{ label: 'Recover…', run: () => setRecovering(row) }] : [])}
      />
      {recovering && <RecoverWriteOff writeOff={recovering} close={() => setRecovering(undefined)} />}
    </section>
  )
}
