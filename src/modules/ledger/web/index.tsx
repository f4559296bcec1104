import { IconListTree, IconPencilPlus } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** The dialog that locks the books, for screens above. */
export const LockBooks = lazy(() => import('./lock-books.tsx'))

/** The chart of accounts, and entries by hand. The journal itself is shown by reports, which can name what it tells of. */
export const ledger: WebModule = {
  routes: (company) => [
    screen(company, '/accounts', () => import('./accounts.tsx'), 'AccountList'),
    screen(company, '/accounts/new', () => import('./account-form.tsx'), 'NewAccount'),
    screen(company, '/accounts/opening-balances', () => import('./opening-balances.tsx'), 'OpeningBalances'),
    screen(company, '/accounts/$accountId', () => import('./account-form.tsx'), 'EditAccount'),
    screen(company, '/journal/new', () => import('./manual-entry.tsx'), 'ManualEntry'),
  ],
  navigation: [
    {
      group: 'Books',
      label: 'Chart of accounts',
      to: '/accounts',
      icon: IconListTree,
      needs: 'financials:read',
      feature: 'accounting',
      order: 30,
    },
  ],
  commands: [
    {
      id: 'manual-entry',
      label: 'New journal entry',
      icon: IconPencilPlus,
      to: '/journal/new',
      needs: 'books:write',
      feature: 'accounting',
      keywords: 'manual post debit credit adjust',
    },
    {
      id: 'opening-balances',
      label: 'Opening balances',
      icon: IconListTree,
      to: '/accounts/opening-balances',
      needs: 'books:write',
      feature: 'accounting',
      keywords: 'start migrate old books equity',
    },
    {
      id: 'account-new',
      label: 'New account',
      icon: IconListTree,
      to: '/accounts/new',
      needs: 'books:write',
      feature: 'accounting',
      keywords: 'chart',
    },
  ],
}
