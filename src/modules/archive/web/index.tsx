import { IconPackageExport } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** Taking the company along, and closing it. */
export const archive: WebModule = {
  routes: (company) => [screen(company, '/settings/export', () => import('./export.tsx'), 'ExportAndClose')],
  navigation: [
    {
      group: 'Settings',
      label: 'Export and close',
      to: '/settings/export',
      icon: IconPackageExport,
      needs: 'company:own',
      order: 95,
    },
  ],
  banner: lazy(async () => ({ default: (await import('./closed-banner.tsx')).ClosedBanner })),
}
