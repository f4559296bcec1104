import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'catalog-items',
    table: 'catalog_items',
    subject: "'catalog_item'",
    name: 'd.name',
    within: {},
    topic: 'catalog-items',
  },
]
