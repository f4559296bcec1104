import {
  IconBan,
  IconCash,
  IconCopy,
  IconDownload,
  IconLink,
  IconMail,
  IconPencil,
  IconPrinter,
  IconReceiptOff,
  IconReceiptRefund,
  IconRepeat,
  IconReplace,
  IconSend,
  IconTrash,
} from '@tabler/icons-react'
import { fileUrl } from '#ui/api.ts'
import { useCommand } from '#ui/command.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { useCompanyId } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'
import * as contract from '../contract.ts'
import { CopyLink } from './copy-link.tsx'
import { EmailAgain } from './email-again.tsx'
import { SendInvoice } from './send-invoice.tsx'
import { VoidInvoice } from './void-invoice.tsx'

export type OpenDialog = 'send' | 'payment' | 'void' | 'email' | 'link' | 'delete' | 'writeOff'

/** What can be done with an invoice in its state: the next step, and the menu. */
export function useInvoiceActions(
  invoice: contract.Invoice,
  open: (dialog: OpenDialog) => void,
): { primary: Action | undefined; secondary: Action[]; menu: Action[] } {
  const go = useGo()
  const companyId = useCompanyId()
  const duplicate = useCommand(contract.duplicateInvoice, {
    invalidates: ['/invoices'],
    done: 'Duplicated as a draft dated today',
    onDone: (copy) => go(`/invoices/${copy.id}/edit`),
  })
  const draft = invoice.state === 'draft'
  const out = !draft && invoice.state !== 'void'
  const pdf = fileUrl(contract.readInvoicePdf, { invoiceId: invoice.id }, companyId)
  return {
    primary: nextStep(invoice, open),
    secondary: [
      {
        label: 'Edit',
        icon: IconPencil,
        keys: 'e',
        needs: 'documents:write',
        hidden: !draft,
        to: `/invoices/${invoice.id}/edit`,
      },
    ],
    menu: [
      {
        label: 'Duplicate',
        icon: IconCopy,
        needs: 'documents:write',
        pending: duplicate.pending,
        run: () => void duplicate.run({ invoiceId: invoice.id }),
      },
      {
        label: 'Make recurring',
        icon: IconRepeat,
        needs: 'documents:send',
        to: `/recurring-plans/new?invoiceId=${invoice.id}`,
      },
      { label: 'Print', icon: IconPrinter, run: () => window.print() },
      { label: 'Download PDF', icon: IconDownload, href: pdf },
      { label: 'Copy public link', icon: IconLink, needs: 'documents:send', hidden: !out, run: () => open('link') },
      { label: 'Send again…', icon: IconMail, needs: 'documents:send', hidden: !out, run: () => open('email') },
      ...undoings(invoice, open),
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

/** What takes back an invoice that stays as it was sent. */
function undoings({ id, state, balanceDueCents }: contract.Invoice, open: (dialog: OpenDialog) => void): Action[] {
  const hidden = state === 'draft' || state === 'void'
  return [
    { label: 'Correct…', icon: IconReplace, needs: 'payments:refund', hidden, to: `/invoices/${id}/correct` },
    {
      label: 'New credit note',
      icon: IconReceiptRefund,
      needs: 'documents:write',
      hidden,
      to: `/credit-notes/new?invoice=${id}`,
    },
    {
      label: 'Write off…',
      icon: IconReceiptOff,
      needs: 'payments:refund',
      hidden,
      disabled: balanceDueCents === 0 && 'Nothing is due on it.',
      run: () => open('writeOff'),
    },
    {
      label: 'Void…',
      icon: IconBan,
      needs: 'documents:void',
      danger: true,
      hidden,
      disabled: state !== 'sent' && 'Money has moved on it. Undo that first.',
      run: () => open('void'),
    },
  ]
}

/** A draft is sent; what is owed is paid. */
function nextStep(invoice: contract.Invoice, open: (dialog: OpenDialog) => void): Action | undefined {
  return invoice.state === 'draft'
    ? {
        label: 'Send',
        icon: IconSend,
        needs: 'documents:send',
        disabled: invoice.lines.length === 0 && 'Add a line before sending it.',
        run: () => open('send'),
      }
    : invoice.state !== 'void' && invoice.balanceDueCents > 0
      ? { label: 'Record payment', icon: IconCash, needs: 'payments:write', run: () => open('payment') }
      : undefined
}

type DialogProps = { invoice: contract.Invoice; dialog: OpenDialog; close: () => void }

export function InvoiceDialog({ invoice, dialog, close }: DialogProps) {
  if (dialog === 'send') return <SendInvoice invoice={invoice} close={close} />
  if (dialog === 'void') return <VoidInvoice invoice={invoice} close={close} />
  if (dialog === 'email') return <EmailAgain invoice={invoice} close={close} />
  if (dialog === 'link') return <CopyLink invoice={invoice} close={close} />
  if (dialog === 'writeOff') return <Slot name="writeOff" invoiceId={invoice.id} close={close} />
  if (dialog === 'delete') return <DeleteDraft invoice={invoice} close={close} />
  return <Slot name="recordPayment" clientId={invoice.clientId} invoiceId={invoice.id} close={close} />
}

function DeleteDraft({ invoice, close }: Omit<DialogProps, 'dialog'>) {
  const go = useGo()
  const remove = useCommand(contract.deleteInvoice, {
    // Not this invoice: it is gone, and its screen is about to leave.
    invalidates: [contract.listInvoices, '/time-entries'],
    done: 'Draft deleted',
    onDone: () => {
      close()
      go('/invoices', { replace: true })
    },
  })
  return (
    <Confirm
      title="Delete this draft"
      verb="Delete draft"
      danger
      pending={remove.pending}
      run={() => void remove.run({ invoiceId: invoice.id })}
      close={close}
    >
      The draft for {invoice.clientName} is deleted.
      {invoice.timeEntryCount > 0 && ' Its time can be billed again.'}
      {invoice.expenseCount > 0 && ' Its expenses can be billed again.'} This cannot be undone.
    </Confirm>
  )
}
