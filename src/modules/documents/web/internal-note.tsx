import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useCan } from '#ui/session.ts'
import { quotes, updateInvoiceNote } from '../contract.ts'
import classes from './documents.module.css'
import { type Kind, kinds } from './kinds.ts'

type Props = { of: { id: string; internalNote: string | null }; kind: Kind }

/** A note that no client sees; it can be changed at any time. */
export function InternalNote({ of, kind }: Props) {
  const saved = of.internalNote ?? ''
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const may = useCan('documents:write')
  const options = { invalidates: [kinds[kind].path], done: 'Note saved', onDone: () => setTyped(undefined) }
  const ofInvoice = useCommand(updateInvoiceNote, options)
  const ofQuote = useCommand(quotes[kind === 'proposal' ? 'proposal' : 'estimate'].updateNote, options)
  const save = (internalNote: string | null) =>
    kind === 'invoice'
      ? ofInvoice.run({ invoiceId: of.id, internalNote })
      : ofQuote.run({ documentId: of.id, internalNote })
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
          loading={ofInvoice.pending || ofQuote.pending}
          onClick={() => void save(note || null)}
        >
          Save note
        </Button>
      )}
    </section>
  )
}
