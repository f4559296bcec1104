import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { PublicLink } from '#ui/page/public-link.tsx'
import { createInvoiceLink, type Invoice, revokeInvoiceLinks } from '../contract.ts'

type Link = { url: string; expiresAt: string }

/** The public link of an invoice. */
export function CopyLink({ invoice, close }: { invoice: Invoice; close: () => void }) {
  const [link, setLink] = useState<Link | undefined>(undefined)
  const make = useCommand(createInvoiceLink, { invalidates: ['/invoices'], onDone: setLink })
  const revoke = useCommand(revokeInvoiceLinks, {
    invalidates: ['/invoices'],
    done: 'Every public link of this invoice is closed',
    onDone: close,
  })
  const input = { invoiceId: invoice.id }
  return (
    <PublicLink
      sentence="Whoever has the link sees this invoice and its PDF, without an account."
      openLinks={invoice.liveLinkCount}
      link={link}
      make={{ pending: make.pending, run: () => void make.run(input) }}
      revoke={{ pending: revoke.pending, run: () => void revoke.run(input) }}
      close={close}
    />
  )
}
