import { IconKey, IconWebhook } from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

/** Keys for programs, and what they are told. */
export const integrations: WebModule = {
  routes: (company) => [
    screen(company, '/settings/api-keys', () => import('./api-keys.tsx'), 'ApiKeys'),
    screen(company, '/settings/api-keys/new', () => import('./new-api-key.tsx'), 'NewApiKey'),
    screen(company, '/settings/webhooks', () => import('./webhooks.tsx'), 'Webhooks'),
    screen(company, '/settings/webhooks/new', () => import('./new-webhook.tsx'), 'NewWebhook'),
    screen(company, '/settings/webhooks/$webhookId', () => import('./webhook.tsx'), 'WebhookScreen'),
    screen(company, '/settings/webhooks/$webhookId/edit', () => import('./edit-webhook.tsx'), 'EditWebhook'),
  ],
  navigation: [
    {
      group: 'Settings',
      label: 'API keys',
      to: '/settings/api-keys',
      icon: IconKey,
      needs: 'integrations:manage',
      feature: 'apiAccess',
      order: 70,
    },
    {
      group: 'Settings',
      label: 'Webhooks',
      to: '/settings/webhooks',
      icon: IconWebhook,
      needs: 'integrations:manage',
      feature: 'apiAccess',
      order: 72,
    },
  ],
}
