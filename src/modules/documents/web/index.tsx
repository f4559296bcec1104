import { IconClock, IconFileDescription, IconFileInvoice, IconFileText, IconPlus } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Lines, discount and tax as the editor of invoices has them, for what becomes invoices later: `initial`, `onChange`. */
export const InvoiceContent = lazy(async () => ({ default: (await import('./invoice-content.tsx')).InvoiceContent }))

/** What became of the e-mails with a paper: `of`. */
export const Deliveries = lazy(async () => ({ default: (await import('./deliveries.tsx')).Deliveries }))

/** Invoices: the list, the paper, the editor, and billing time. */
export const documents: WebModule = {
  routes: (company) => [
    screen(company, '/invoices', () => import('./list.tsx'), 'InvoiceList'),
    screen(company, '/invoices/new', () => import('./new-invoice.tsx'), 'NewInvoice'),
    screen(company, '/invoices/from-time', () => import('./from-time.tsx'), 'InvoiceFromTime'),
    screen(company, '/invoices/$invoiceId', () => import('./invoice.tsx'), 'InvoiceScreen'),
    screen(company, '/invoices/$invoiceId/edit', () => import('./edit-invoice.tsx'), 'EditInvoice'),
    screen(company, '/estimates', () => import('./quotes/list.tsx'), 'EstimateList'),
    screen(company, '/estimates/new', () => import('./quotes/new-quote.tsx'), 'NewEstimate'),
    screen(company, '/estimates/$documentId', () => import('./quotes/quote.tsx'), 'EstimateScreen'),
    screen(company, '/estimates/$documentId/edit', () => import('./quotes/edit-quote.tsx'), 'EditEstimate'),
    screen(company, '/proposals', () => import('./quotes/list.tsx'), 'ProposalList'),
    screen(company, '/proposals/new', () => import('./quotes/new-quote.tsx'), 'NewProposal'),
    screen(company, '/proposals/$documentId', () => import('./quotes/quote.tsx'), 'ProposalScreen'),
    screen(company, '/proposals/$documentId/edit', () => import('./quotes/edit-quote.tsx'), 'EditProposal'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Estimates',
      to: '/estimates',
      icon: IconFileDescription,
      keys: 'g e',
      needs: 'documents:read',
      order: 10,
    },
    {
      group: 'Sell',
      label: 'Proposals',
      to: '/proposals',
      icon: IconFileText,
      needs: 'documents:read',
      order: 20,
    },
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
      id: 'estimate-new',
      label: 'New estimate',
      icon: IconPlus,
      to: '/estimates/new',
      needs: 'documents:write',
      keywords: 'quote offer',
    },
    {
      id: 'proposal-new',
      label: 'New proposal',
      icon: IconPlus,
      to: '/proposals/new',
      needs: 'documents:write',
      keywords: 'quote offer pitch',
    },
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
  search: async (asked) => (await import('./search.ts')).findDocuments(asked),
  slots: {
    clientInvoices: lazy(async () => ({ default: (await import('./related-invoices.tsx')).ClientInvoices })),
    projectInvoices: lazy(async () => ({ default: (await import('./related-invoices.tsx')).ProjectInvoices })),
  },
}
