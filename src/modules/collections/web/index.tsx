import { IconBellRinging, IconCalendarDue } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Reminders, statements, late fees and follow-ups. */
export const collections: WebModule = {
  routes: (company) => [
    screen(company, '/follow-ups', () => import('./follow-ups.tsx'), 'FollowUps'),
    screen(company, '/settings/reminders', () => import('./settings.tsx'), 'ReminderSettings'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Follow-ups',
      to: '/follow-ups',
      icon: IconCalendarDue,
      needs: 'documents:read',
      order: 48,
    },
    {
      group: 'Settings',
      label: 'Reminders & late fees',
      to: '/settings/reminders',
      icon: IconBellRinging,
      needs: 'company:settings',
      order: 35,
    },
  ],
  commands: [
    {
      id: 'follow-ups',
      label: 'Follow-ups',
      icon: IconCalendarDue,
      to: '/follow-ups',
      needs: 'documents:read',
      keywords: 'collections overdue notes dunning',
    },
  ],
  slots: {
    clientStatement: lazy(async () => ({ default: (await import('./client-statement.tsx')).ClientStatement })),
    clientCollections: lazy(async () => ({ default: (await import('./client-collections.tsx')).ClientCollections })),
    invoiceFollowUp: lazy(async () => ({ default: (await import('./invoice-follow-up.tsx')).InvoiceFollowUpPanel })),
  },
}
