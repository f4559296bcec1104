import { IconKey } from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

/** Keys for programs. */
export const integrations: WebModule = {
  routes: (company) => [
    screen(company, '/settings/api-keys', () => import('./api-keys.tsx'), 'ApiKeys'),
    screen(company, '/settings/api-keys/new', () => import('./new-api-key.tsx'), 'NewApiKey'),
  ],
  navigation: [
    {
      group: 'Settings',
      label: 'API keys',
      to: '/settings/api-keys',
      icon: IconKey,
      needs: 'integrations:manage',
      order: 70,
    },
  ],
}
