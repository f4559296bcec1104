import {
  IconArrowBackUp,
  IconCheck,
  IconDownload,
  IconMail,
  IconPencil,
  IconPrinter,
  IconTrash,
} from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fileUrl } from '#ui/api.ts'
import { useLive } from '#ui/events.ts'
import type { Action } from '#ui/page/action.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { type CreditNoteDetail, readCreditNote, readCreditNotePdf } from '../contract.ts'
import { CausedEntries } from './caused-entries.tsx'
import classes from './credit-notes.module.css'
import { NoteDialog, type OpenDialog } from './note-dialogs.tsx'
import { NotePaper } from './note-paper.tsx'
import { NoteRail } from './note-rail.tsx'
import { noteTitle } from './words.ts'

/** One credit note as the client sees it, and what it did to the books. */
export function CreditNoteScreen() {
  const { creditNoteId } = useParams({ strict: false }) as { creditNoteId: string }
  const { data: note, error, refetch } = useRead(readCreditNote, { creditNoteId })
  useLive({ 'credit-notes': ['/credit-notes'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!note) return <ScreenSkeleton />
  return <OneNote note={note} />
}

function OneNote({ note }: { note: CreditNoteDetail }) {
  const [dialog, setDialog] = useState<OpenDialog | undefined>(undefined)
  return (
    <>
      <Page
        title={noteTitle(note)}
        crumbs={[{ label: 'Credit notes', to: '/credit-notes' }]}
        state={<StateDot state={note.state} />}
        below={<FigureStrip figures={figuresOf(note)} />}
        rail={<NoteRail note={note} />}
        {...useActions(note, setDialog)}
      >
        <div className={classes.stack}>
          <NotePaper note={note} />
          <CausedEntries entries={note.entries} />
        </div>
      </Page>
      {dialog && <NoteDialog note={note} dialog={dialog} close={() => setDialog(undefined)} />}
    </>
  )
}

/** A draft is posted; what was posted is e-mailed, or reversed as long as that harms nobody. */
function useActions(
  note: CreditNoteDetail,
  open: (dialog: OpenDialog) => void,
): { primary: Action | undefined; secondary: Action[]; menu: Action[] } {
  const companyId = useCompanyId()
  const draft = note.state === 'draft'
  const post: Action = {
    label: 'Post',
    icon: IconCheck,
    needs: 'payments:refund',
    disabled: note.totalCents === 0 && 'Enter an amount first.',
    run: () => open('post'),
  }
  return {
    primary: draft ? post : undefined,
    secondary: [
      {
        label: 'Edit',
        icon: IconPencil,
        keys: 'e',
        needs: 'documents:write',
        hidden: !draft,
        to: `/credit-notes/${note.id}/edit`,
      },
      { label: 'E-mail…', icon: IconMail, needs: 'documents:send', hidden: draft, run: () => open('email') },
    ],
    menu: [
      { label: 'Print', icon: IconPrinter, run: () => window.print() },
      {
        label: 'Download PDF',
        icon: IconDownload,
        href: fileUrl(readCreditNotePdf, { creditNoteId: note.id }, companyId),
      },
      {
        label: 'Reverse…',
        icon: IconArrowBackUp,
        needs: 'payments:refund',
        danger: true,
        hidden: note.state !== 'posted',
        disabled: note.kept ?? false,
        run: () => open('reverse'),
      },
      {
        label: 'Delete draft…',
        icon: IconTrash,
        needs: 'documents:write',
        danger: true,
        hidden: !draft,
        run: () => open('delete'),
      },
    ],
  }
}

function figuresOf(note: CreditNoteDetail) {
  const posted = note.state !== 'draft'
  return [
    { label: 'Credit', cents: note.totalCents },
    {
      label: 'Off the invoice',
      ...(posted ? { cents: note.arAppliedCents } : { value: '–' }),
      note: posted ? `Invoice ${note.invoiceNumber} owes less` : 'Known once it is posted',
      to: `/invoices/${note.invoiceId}`,
    },
    {
      label: 'To client credit',
      ...(posted ? { cents: note.creditedCents } : { value: '–' }),
      note: posted ? undefined : 'What the invoice does not owe',
      to: `/clients/${note.clientId}?tab=credit`,
    },
  ]
}
