import { IconEye, IconEyeOff, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import type { Column } from '#ui/list/columns.ts'
import { deletedLink } from '#ui/list/deleted-link.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { useCan } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import {
  activateCatalogItem,
  type CatalogItem,
  deactivateCatalogItem,
  deleteCatalogItem,
  listCatalogItems,
} from '../contract.ts'
import { ItemDrawer } from './item-drawer.tsx'
import { options, typeWords, unitWords } from './words.ts'

const filters: Filter[] = [
  { kind: 'choice', key: 'itemType', label: 'Type', options: options(typeWords) },
  {
    kind: 'choice',
    key: 'state',
    label: 'Inactive',
    options: [
      { value: 'inactive', label: 'only inactive' },
      { value: 'all', label: 'included' },
    ],
  },
]

const columns: Column<CatalogItem>[] = [
  { key: 'name', header: 'Name', cell: (item) => item.name, sort: true, width: 260 },
  {
    key: 'description',
    header: 'Description',
    cell: (item) => <span className="quiet">{item.description}</span>,
    optional: true,
    card: 'none',
  },
  {
    key: 'itemType',
    header: 'Type',
    cell: (item) => typeWords[item.itemType],
    optional: true,
    width: 100,
    card: 'none',
  },
  {
    key: 'state',
    header: 'State',
    cell: (item) => <StateDot state={item.active ? 'active' : 'inactive'} />,
    optional: 'off',
    width: 110,
  },
  { key: 'unit', header: 'Unit', cell: (item) => unitWords[item.unit], width: 110 },
  { key: 'taxable', header: 'Tax', cell: (item) => item.taxable && 'Taxable', optional: true, width: 90 },
  {
    key: 'price',
    header: 'Price',
    cell: (item) => <Money cents={item.unitPriceCents} />,
    align: 'right',
    width: 130,
    card: 'amount',
  },
]

/** Services and products; a drawer adds and changes them without leaving the list. */
export function CatalogList() {
  const [url, setUrl] = useUrl({ item: '' })
  const may = useCan('catalog:write')
  const [deleting, setDeleting] = useState<CatalogItem | undefined>(undefined)
  useLive({ 'catalog-items': ['/catalog-items'] })
  const openItem = (item: string) => setUrl({ item }, { push: true })
  const add = { label: 'New item', icon: IconPlus, needs: 'catalog:write' as const, run: () => openItem('new') }
  const actions = useRowActions(openItem, setDeleting)
  return (
    <>
      <ListPage
        title="Catalog"
        menu={[deletedLink('catalog-items')]}
        endpoint={listCatalogItems}
        columns={columns}
        sort="name"
        search="Name or description"
        filters={filters}
        primary={{ ...add, keys: 'n' }}
        {...(may ? { onOpen: (item: CatalogItem) => openItem(item.id), rowActions: actions } : {})}
        empty={{
          title: 'Nothing in the catalog yet',
          sentence:
            'Name what you do and what it costs, once. Time, projects and invoices then use the same words and prices.',
          action: { ...add, icon: undefined },
          guide: '/help/catalog',
        }}
      />
      {url.item && may && (
        <ItemDrawer itemId={url.item === 'new' ? undefined : url.item} close={() => setUrl({ item: '' })} />
      )}
      {deleting && <DeleteItem item={deleting} close={() => setDeleting(undefined)} />}
    </>
  )
}

function useRowActions(edit: (id: string) => void, remove: (item: CatalogItem) => void) {
  const needs = 'catalog:write' as const
  const activate = useCommand(activateCatalogItem, {
    done: (item) => `${item.name} is active`,
    invalidates: ['/catalog-items'],
  })
  const retire = useCommand(deactivateCatalogItem, {
    done: (item) => `${item.name} is inactive`,
    invalidates: ['/catalog-items'],
  })
  return (item: CatalogItem): Action[] => [
    { label: 'Edit', icon: IconPencil, needs, run: () => edit(item.id) },
    item.active
      ? { label: 'Make inactive', icon: IconEyeOff, needs, run: () => void retire.run({ itemId: item.id }) }
      : { label: 'Make active', icon: IconEye, needs, run: () => void activate.run({ itemId: item.id }) },
    { label: 'Delete…', icon: IconTrash, needs, danger: true, run: () => remove(item) },
  ]
}

function DeleteItem({ item, close }: { item: CatalogItem; close: () => void }) {
  const remove = useCommand(deleteCatalogItem, {
    done: `${item.name} deleted`,
    invalidates: ['/catalog-items'],
    onDone: close,
  })
  return (
    <Confirm
      title={`Delete ${item.name}?`}
      verb="Delete item"
      danger
      pending={remove.pending}
      run={() => void remove.run({ itemId: item.id })}
      close={close}
    >
      Invoices, projects and time that used it keep its name. To use it again later, make it inactive instead.
    </Confirm>
  )
}
