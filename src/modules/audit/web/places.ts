import type { Permission } from '#kernel/permissions.ts'
import type { Feature } from '#kernel/plans.ts'

type Place = { path: string; needs: Permission; feature?: Feature }

/** Where a record has a screen of its own, by what the log calls it; its id follows the path. */
export const places: { readonly [subjectType: string]: Place } = {
  client: { path: '/clients', needs: 'clients:read' },
  project: { path: '/projects', needs: 'projects:assigned' },
  invoice: { path: '/invoices', needs: 'documents:read' },
  estimate: { path: '/estimates', needs: 'documents:read' },
  proposal: { path: '/proposals', needs: 'documents:read' },
  credit_note: { path: '/credit-notes', needs: 'documents:read' },
  recurring_plan: { path: '/recurring-plans', needs: 'documents:read' },
  payment: { path: '/payments', needs: 'payments:read' },
  expense: { path: '/expenses', needs: 'expenses:read' },
  expense_reimbursement: { path: '/expenses/reimbursements', needs: 'expenses:read' },
  vendor: { path: '/vendors', needs: 'payables:read', feature: 'payables' },
  bill: { path: '/bills', needs: 'payables:read', feature: 'payables' },
  bill_payment: { path: '/bill-payments', needs: 'payables:read', feature: 'payables' },
  recurring_bill: { path: '/recurring-bills', needs: 'payables:read', feature: 'payables' },
  account: { path: '/accounts', needs: 'financials:read', feature: 'accounting' },
  journal_entry: { path: '/journal', needs: 'financials:read', feature: 'accounting' },
  webhook: { path: '/settings/webhooks', needs: 'integrations:manage', feature: 'apiAccess' },
}
