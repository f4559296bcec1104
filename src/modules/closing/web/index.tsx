import { IconCalendarCheck, IconScale } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Whether the books can be trusted, and what is left before a month is over. */
export const closing: WebModule = {
  routes: (company) => [
    screen(company, '/month-end', () => import('./month-end.tsx'), 'MonthEnd'),
    screen(company, '/reconciliation', () => import('./reconciliation.tsx'), 'Reconciliation'),
  ],
  navigation: [
    {
      group: 'Books',
      label: 'Reconciliation',
      to: '/reconciliation',
      icon: IconScale,
      needs: 'financials:read',
      feature: 'accounting',
      order: 60,
    },
    {
      group: 'Books',
      label: 'Month-end close',
      to: '/month-end',
      icon: IconCalendarCheck,
      needs: 'financials:read',
      feature: 'accounting',
      order: 70,
    },
  ],
  slots: { beforeSending: lazy(() => import('./before-sending.tsx')) },
}
