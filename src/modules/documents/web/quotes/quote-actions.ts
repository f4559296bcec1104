import {
  IconBan,
  IconCheck,
  IconCopy,
  IconDownload,
  IconFileInvoice,
  IconLink,
  IconMail,
  IconPencil,
  IconPrinter,
  IconSend,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { fileUrl } from '#ui/api.ts'
import { useCommand } from '#ui/command.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { useCompanyId } from '#ui/session.ts'
import { type Quote, quotes } from '../../contract.ts'
import { kinds } from '../kinds.ts'
import type { QuoteDialogName } from './quote-dialogs.tsx'

type Actions = { primary: Action | undefined; secondary: Action[]; menu: Action[] }

/** What can be done in its state: the next step, and the menu. */
export function useQuoteActions(quote: Quote, open: (dialog: QuoteDialogName) => void): Actions {
  const go = useGo()
  const companyId = useCompanyId()
  const of = quotes[quote.documentType]
  const { path } = kinds[quote.documentType]
  const documentId = quote.id
  const duplicate = useCommand(of.duplicate, {
    invalidates: [path],
    done: 'Duplicated as a draft dated today',
    onDone: (copy) => go(`${path}/${copy.id}/edit`),
  })
  const convert = useCommand(of.convert, {
    invalidates: [path, '/invoices'],
    done: 'Drafted the invoice',
    onDone: (invoice) => go(`/invoices/${invoice.id}${invoice.state === 'draft' ? '/edit' : ''}`),
  })
  const draft = quote.state === 'draft'
  const out = !draft && quote.state !== 'void'
  const waits = quote.state === 'sent'
  const live = draft || waits
  return {
    primary: nextStep(quote, open, { pending: convert.pending, run: () => void convert.run({ documentId }) }),
    secondary: [
      {
        label: 'Edit',
        icon: IconPencil,
        keys: 'e',
        needs: 'documents:write',
        hidden: !draft,
        to: `${path}/${quote.id}/edit`,
      },
    ],
    menu: [
      { label: 'Mark as declined', icon: IconX, needs: 'documents:send', hidden: !waits, run: () => open('decline') },
      {
        label: 'Duplicate',
        icon: IconCopy,
        needs: 'documents:write',
        pending: duplicate.pending,
        run: () => void duplicate.run({ documentId }),
      },
      { label: 'Print', icon: IconPrinter, run: () => window.print() },
      { label: 'Download PDF', icon: IconDownload, href: fileUrl(of.pdf, { documentId }, companyId) },
      { label: 'Copy public link', icon: IconLink, needs: 'documents:send', hidden: !out, run: () => open('link') },
      { label: 'Send again…', icon: IconMail, needs: 'documents:send', hidden: !out, run: () => open('email') },
      { label: 'Void…', icon: IconBan, needs: 'documents:void', danger: true, hidden: !live, run: () => open('void') },
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

type Converting = { pending: boolean; run: () => void }

/** A draft is sent, what waits is answered, what was accepted is invoiced. */
function nextStep(
  { state, lines, invoice }: Quote,
  open: (dialog: QuoteDialogName) => void,
  converting: Converting,
): Action | undefined {
  if (state === 'draft') {
    const disabled = lines.length === 0 && 'Add a line before sending it.'
    return { label: 'Send', icon: IconSend, needs: 'documents:send', disabled, run: () => open('send') }
  }
  if (state === 'sent') {
    return { label: 'Mark as accepted', icon: IconCheck, needs: 'documents:send', run: () => open('accept') }
  }
  if (state !== 'accepted') return undefined
  return invoice
    ? { label: 'Open the invoice', icon: IconFileInvoice, to: `/invoices/${invoice.id}` }
    : { label: 'Convert to invoice', icon: IconFileInvoice, needs: 'documents:write', ...converting }
}
