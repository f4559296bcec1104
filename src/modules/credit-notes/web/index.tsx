import { IconReceiptRefund } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Credit notes, write-offs and corrections. Screens of modules below reach their pieces by `<Slot name="…" />`. */
export const creditNotes: WebModule = {
  routes: (company) => [
    screen(company, '/credit-notes', () => import('./list.tsx'), 'CreditNoteList'),
    screen(company, '/credit-notes/new', () => import('./new-note.tsx'), 'NewCreditNote'),
    screen(company, '/credit-notes/$creditNoteId', () => import('./note.tsx'), 'CreditNoteScreen'),
    screen(company, '/credit-notes/$creditNoteId/edit', () => import('./edit-note.tsx'), 'EditCreditNote'),
    screen(company, '/invoices/$invoiceId/correct', () => import('./correct.tsx'), 'CorrectInvoice'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Credit notes',
      to: '/credit-notes',
      icon: IconReceiptRefund,
      needs: 'documents:read',
      order: 45,
    },
  ],
  commands: [
    {
      id: 'credit-note-new',
      label: 'New credit note',
      icon: IconReceiptRefund,
      to: '/credit-notes/new',
      needs: 'documents:write',
      keywords: 'refund credit memo correct invoice',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findCreditNotes(asked),
  slots: {
    invoiceNotice: lazy(async () => ({ default: (await import('./invoice-notice.tsx')).InvoiceNotice })),
    invoiceCorrections: lazy(async () => ({ default: (await import('./invoice-corrections.tsx')).InvoiceCorrections })),
    writeOff: lazy(async () => ({ default: (await import('./write-off.tsx')).WriteOffInvoice })),
    clientCreditNotes: lazy(async () => ({ default: (await import('./client-notes.tsx')).ClientCreditNotes })),
  },
}
