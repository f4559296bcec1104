import { IconPlus, IconTags } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { screen, type WebModule } from '#ui/module.ts'
import type { CatalogPickerProps } from './catalog-picker.tsx'

const LazyPicker = lazy(async () => ({ default: (await import('./catalog-picker.tsx')).CatalogPicker }))

/** A name with the catalog offered while typing: `onChange(name)`, and `onPick(item)` when an item was taken. */
export function CatalogPicker(props: CatalogPickerProps) {
  return (
    <Suspense fallback={<div style={{ minHeight: 36 }} />}>
      <LazyPicker {...props} />
    </Suspense>
  )
}

/** What the company sells, in its own words. */
export const catalog: WebModule = {
  routes: (company) => [screen(company, '/catalog', () => import('./list.tsx'), 'CatalogList')],
  navigation: [
    { group: 'Work', label: 'Catalog', to: '/catalog', icon: IconTags, needs: 'catalog:read', keys: 'g k', order: 40 },
  ],
  commands: [
    {
      id: 'catalog-new',
      label: 'New catalog item',
      icon: IconPlus,
      to: '/catalog?item=new',
      needs: 'catalog:write',
      keywords: 'service product price add',
    },
  ],
}
