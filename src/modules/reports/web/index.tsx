import { IconBook2, IconReportAnalytics, IconReportMoney, IconScale, IconUserDollar } from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

/** The books as people read them: the journal and the reports. */
export const reports: WebModule = {
  routes: (company) => [
    screen(company, '/journal', () => import('./journal.tsx'), 'Journal'),
    screen(company, '/journal/$entryId', () => import('./entry.tsx'), 'Entry'),
    screen(company, '/reports', () => import('./overview.tsx'), 'Overview'),
    screen(company, '/reports/profit-and-loss', () => import('./profit-and-loss.tsx'), 'ProfitAndLoss'),
    screen(company, '/reports/balance-sheet', () => import('./balance-sheet.tsx'), 'BalanceSheet'),
    screen(company, '/reports/trial-balance', () => import('./trial-balance.tsx'), 'TrialBalance'),
    screen(company, '/reports/general-ledger', () => import('./general-ledger.tsx'), 'GeneralLedger'),
    screen(company, '/reports/ar-aging', () => import('./ar-aging.tsx'), 'ArAging'),
  ],
  navigation: [
    {
      group: 'Books',
      label: 'Reports',
      to: '/reports',
      icon: IconReportAnalytics,
      keys: 'g r',
      needs: 'financials:read',
      order: 10,
    },
    {
      group: 'Books',
      label: 'Journal',
      to: '/journal',
      icon: IconBook2,
      keys: 'g j',
      needs: 'financials:read',
      order: 20,
    },
  ],
  commands: [
    {
      id: 'report-pl',
      label: 'Profit and loss',
      icon: IconReportMoney,
      to: '/reports/profit-and-loss',
      needs: 'financials:read',
      keywords: 'income expenses report p&l',
    },
    {
      id: 'report-bs',
      label: 'Balance sheet',
      icon: IconScale,
      to: '/reports/balance-sheet',
      needs: 'financials:read',
      keywords: 'assets liabilities equity report',
    },
    {
      id: 'report-tb',
      label: 'Trial balance',
      icon: IconScale,
      to: '/reports/trial-balance',
      needs: 'financials:read',
      keywords: 'report accounts',
    },
    {
      id: 'report-gl',
      label: 'General ledger',
      icon: IconBook2,
      to: '/reports/general-ledger',
      needs: 'financials:read',
      keywords: 'report lines account',
    },
    {
      id: 'report-ar',
      label: 'Receivables by age',
      icon: IconUserDollar,
      to: '/reports/ar-aging',
      needs: 'financials:read',
      keywords: 'a/r aging owed overdue report',
    },
  ],
}
