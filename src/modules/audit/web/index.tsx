import { IconHistory, IconTrash } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** The log of every change. */
export const audit: WebModule = {
  routes: (company) => [
    screen(company, '/settings/audit-log', () => import('./log.tsx'), 'AuditLog'),
    screen(company, '/settings/deleted', () => import('./deleted.tsx'), 'DeletedRecords'),
  ],
  slots: { activity: lazy(() => import('./activity.tsx')) },
  navigation: [
    {
      group: 'Settings',
      label: 'Audit log',
      to: '/settings/audit-log',
      icon: IconHistory,
      needs: 'audit:read',
      order: 90,
    },
    {
      group: 'Settings',
      label: 'Deleted',
      to: '/settings/deleted',
      icon: IconTrash,
      needs: 'deleted:restore',
      order: 91,
    },
  ],
}
