import { IconRepeat } from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

/** Invoices that come back by themselves. */
export const recurring: WebModule = {
  routes: (company) => [
    screen(company, '/recurring-plans', () => import('./list.tsx'), 'PlanList'),
    screen(company, '/recurring-plans/new', () => import('./new-plan.tsx'), 'NewPlan'),
    screen(company, '/recurring-plans/$planId', () => import('./plan.tsx'), 'PlanScreen'),
    screen(company, '/recurring-plans/$planId/edit', () => import('./edit-plan.tsx'), 'EditPlan'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Recurring',
      to: '/recurring-plans',
      icon: IconRepeat,
      needs: 'documents:read',
      order: 35,
    },
  ],
  commands: [
    {
      id: 'plan-new',
      label: 'New recurring plan',
      icon: IconRepeat,
      to: '/recurring-plans/new',
      needs: 'documents:send',
      keywords: 'subscription retainer repeat monthly invoice',
    },
  ],
}
