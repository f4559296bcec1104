import { IconHome, IconListCheck } from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** In the foot of every page: when its chunk does not come, nothing is there. */
const Progress = lazy(async (): Promise<{ default: ComponentType }> => {
  try {
    return { default: (await import('./progress.tsx')).Progress }
  } catch {
    return { default: () => null }
  }
})

/** The dashboard and the first steps. */
export const home: WebModule = {
  routes: (company) => [
    screen(company, '/', () => import('./dashboard.tsx'), 'DashboardScreen'),
    screen(company, '/getting-started', () => import('./getting-started.tsx'), 'GettingStarted'),
  ],
  navigation: [{ group: 'Home', label: 'Home', to: '/', icon: IconHome, keys: 'g h', order: 0 }],
  commands: [
    {
      id: 'getting-started',
      label: 'Getting started',
      icon: IconListCheck,
      to: '/getting-started',
      needs: 'clients:write',
      keywords: 'first steps checklist setup onboarding',
    },
  ],
  progress: Progress,
  banner: lazy(async () => ({ default: (await import('./email-alert.tsx')).EmailAlert })),
}
