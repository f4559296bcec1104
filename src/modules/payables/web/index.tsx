import { IconBuildingStore, IconFileDollar, IconPlus, IconRepeat } from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

/** What the company owes: bills, whom they come from, and which come back. */
export const payables: WebModule = {
  routes: (company) => [
    screen(company, '/bills', () => import('./bills.tsx'), 'BillList'),
    screen(company, '/bills/new', () => import('./bill-form.tsx'), 'NewBill'),
    screen(company, '/bills/$billId', () => import('./bill.tsx'), 'BillScreen'),
    screen(company, '/bills/$billId/edit', () => import('./bill-form.tsx'), 'EditBill'),
    screen(company, '/bill-payments/$billPaymentId', () => import('./payment.tsx'), 'BillPaymentScreen'),
    screen(company, '/vendors', () => import('./vendors.tsx'), 'VendorList'),
    screen(company, '/vendors/new', () => import('./vendor-form.tsx'), 'NewVendor'),
    screen(company, '/vendors/$vendorId', () => import('./vendor.tsx'), 'VendorScreen'),
    screen(company, '/vendors/$vendorId/edit', () => import('./vendor-form.tsx'), 'EditVendor'),
    screen(company, '/recurring-bills', () => import('./recurring.tsx'), 'RecurringBillList'),
    screen(company, '/recurring-bills/new', () => import('./recurring-form.tsx'), 'NewRecurringBill'),
    screen(company, '/recurring-bills/$recurringBillId', () => import('./recurring-bill.tsx'), 'RecurringBillScreen'),
    screen(
      company,
      '/recurring-bills/$recurringBillId/edit',
      () => import('./recurring-form.tsx'),
      'EditRecurringBill',
    ),
  ],
  navigation: [
    {
      group: 'Books',
      label: 'Bills',
      to: '/bills',
      icon: IconFileDollar,
      keys: 'g b',
      needs: 'payables:read',
      order: 4,
    },
    { group: 'Books', label: 'Vendors', to: '/vendors', icon: IconBuildingStore, needs: 'payables:read', order: 6 },
    {
      group: 'Books',
      label: 'Recurring bills',
      to: '/recurring-bills',
      icon: IconRepeat,
      needs: 'payables:read',
      order: 8,
    },
  ],
  commands: [
    {
      id: 'bill-new',
      label: 'New bill',
      icon: IconPlus,
      to: '/bills/new',
      needs: 'payables:write',
      keywords: 'vendor supplier payable owe enter',
    },
    {
      id: 'vendor-new',
      label: 'New vendor',
      icon: IconPlus,
      to: '/vendors/new',
      needs: 'payables:write',
      keywords: 'supplier payee',
    },
    {
      id: 'recurring-bill-new',
      label: 'New recurring bill',
      icon: IconRepeat,
      to: '/recurring-bills/new',
      needs: 'payables:write',
      keywords: 'rent subscription monthly repeat',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findPayables(asked),
}
