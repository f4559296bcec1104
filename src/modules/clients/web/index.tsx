import { IconPlus, IconUsers } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { screen, type WebModule } from '#ui/module.ts'
import type { ClientPickerProps } from './client-picker.tsx'

const LazyPicker = lazy(async () => ({ default: (await import('./client-picker.tsx')).ClientPicker }))

/** Chooses a client by typing; adds one by the typed name where `create` is set. `onChange(id, client)`. */
export function ClientPicker(props: ClientPickerProps) {
  return (
    <Suspense fallback={<div style={{ minHeight: 60 }} />}>
      <LazyPicker {...props} />
    </Suspense>
  )
}

/** Who the company works for. */
export const clients: WebModule = {
  routes: (company) => [
    screen(company, '/clients', () => import('./list.tsx'), 'ClientList'),
    screen(company, '/clients/new', () => import('./form.tsx'), 'NewClient'),
    screen(company, '/clients/$clientId', () => import('./client.tsx'), 'ClientScreen'),
    screen(company, '/clients/$clientId/edit', () => import('./form.tsx'), 'EditClient'),
  ],
  navigation: [
    {
      group: 'Work',
      label: 'Clients',
      to: '/clients',
      icon: IconUsers,
      keys: 'g c',
      needs: 'clients:read',
      order: 30,
    },
  ],
  commands: [
    {
      id: 'client-new',
      label: 'New client',
      icon: IconPlus,
      to: '/clients/new',
      needs: 'clients:write',
      keywords: 'customer add',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findClients(asked),
}
