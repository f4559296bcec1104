import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useCan } from '#ui/session.ts'
import { type Invoice, updateInvoiceNote } from '../contract.ts'
import classes from './documents.module.css'

/** A note that no client sees; it can be changed at any time. */
export function InternalNote({ invoice }: { invoice: Invoice }) {
  const saved = invoice.internalNote ?? ''
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const may = useCan('documents:write')
  const save = useCommand(updateInvoiceNote, {
    invalidates: ['/invoices'],
    done: 'Note saved',
    onDone: () => setTyped(undefined),
  })
  const note = typed ?? saved
  return (
    <section>
      <h2 className={classes.railHeading}>Internal note</h2>
      <Textarea
        aria-label="Internal note"
        placeholder="Only your team sees this"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        readOnly={!may}
        value={note}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {note !== saved && (
        <Button
          size="compact-sm"
          variant="default"
          mt={8}
          loading={save.pending}
          onClick={() => void save.run({ invoiceId: invoice.id, internalNote: note || null })}
        >
          Save note
        </Button>
      )}
    </section>
  )
}
