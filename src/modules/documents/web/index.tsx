import { IconClock, IconFileInvoice, IconPlus } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Lines, discount and tax as the editor of invoices has them, for what becomes invoices later: `initial`, `onChange`. */
export const InvoiceContent = lazy(async () => ({ default: (await import('./invoice-content.tsx')).InvoiceContent }))

/** Invoices: the list, the paper, the editor, and billing time. */
export const documents: WebModule = {
  routes: (company) => [
    screen(company, '/invoices', () => import('./list.tsx'), 'InvoiceList'),
    screen(company, '/invoices/new', () => import('./new-invoice.tsx'), 'NewInvoice'),
    screen(company, '/invoices/from-time', () => import('./from-time.tsx'), 'InvoiceFromTime'),
    screen(company, '/invoices/$invoiceId', () => import('./invoice.tsx'), 'InvoiceScreen'),
    screen(company, '/invoices/$invoiceId/edit', () => import('./edit-invoice.tsx'), 'EditInvoice'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Invoices',
      to: '/invoices',
      icon: IconFileInvoice,
      keys: 'g i',
      needs: 'documents:read',
      order: 30,
    },
  ],
  commands: [
    {
      id: 'invoice-new',
      label: 'New invoice',
      icon: IconPlus,
      to: '/invoices/new',
      needs: 'documents:write',
      keywords: 'bill charge document',
    },
    {
      id: 'invoice-from-time',
      label: 'Invoice unbilled time and expenses',
      icon: IconClock,
      to: '/invoices/from-time',
      needs: 'documents:write',
      keywords: 'bill hours time entries',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findInvoices(asked),
  banner: lazy(async () => ({ default: (await import('./delivery-alert.tsx')).DeliveryAlert })),
  slots: {
    clientInvoices: lazy(async () => ({ default: (await import('./related-invoices.tsx')).ClientInvoices })),
    projectInvoices: lazy(async () => ({ default: (await import('./related-invoices.tsx')).ProjectInvoices })),
  },
}
