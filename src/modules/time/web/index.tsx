import { IconClock, IconPlus, IconUserCheck } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** The timer in every corner, and the screens of what was worked. */
export const time: WebModule = {
  routes: (company) => [
    screen(company, '/time', () => import('./week.tsx'), 'Week'),
    screen(company, '/time/list', () => import('./list.tsx'), 'EntryList'),
    screen(company, '/time/approvals', () => import('./approvals.tsx'), 'Approvals'),
  ],
  navigation: [
    { group: 'Work', label: 'Time', to: '/time', icon: IconClock, keys: 'g t', needs: 'time:own', order: 10 },
  ],
  commands: [
    { id: 'time-new', label: 'Add time', icon: IconPlus, to: '/time/list?entry=new', needs: 'time:own' },
    {
      id: 'time-approve',
      label: 'Approve time',
      icon: IconUserCheck,
      to: '/time/approvals',
      needs: 'time:approve',
      keywords: 'submitted reject timesheet',
    },
  ],
  slots: { projectTime: lazy(() => import('./project-time.tsx')) },
  timer: lazy(() => import('./timer.tsx')),
}
