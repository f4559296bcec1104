import { IconArrowBackUp } from '@tabler/icons-react'
import { useCommand } from '#ui/command.ts'
import type { Column } from '#ui/list/columns.ts'
import type { Filter } from '#ui/list/filters.tsx'
import { ListPage } from '#ui/list/list-page.tsx'
import { When } from '#ui/page/when.tsx'
import { type DeletedKind, type DeletedRecord, deletedKinds, listDeletedRecords, restoreRecord } from '../contract.ts'

const words: Record<DeletedKind, string> = {
  clients: 'Client',
  projects: 'Project',
  'catalog-items': 'Catalog item',
  'time-entries': 'Time entry',
  expenses: 'Expense',
  bills: 'Bill',
  invoices: 'Invoice draft',
  quotes: 'Estimate or proposal',
  'credit-notes': 'Credit note',
  'recurring-plans': 'Recurring invoice',
  'collection-notes': 'Note',
  templates: 'Template',
  webhooks: 'Webhook',
}

const filters: Filter[] = [
  {
    kind: 'choice',
    key: 'kind',
    label: 'Kind',
    options: deletedKinds.map((value) => ({ value, label: words[value] })),
  },
]

const columns: Column<DeletedRecord>[] = [
  { key: 'name', header: 'Deleted', cell: ({ name }) => <span className="quiet">{name}</span> },
  { key: 'kind', header: 'Kind', width: 170, cell: ({ kind }) => words[kind] },
  {
    key: 'deleted',
    header: 'When',
    width: 300,
    cell: ({ deletedAt, deletedBy }) => (
      <>
        <When at={deletedAt} relative />
        {deletedBy && `, by ${deletedBy}`}
      </>
    ),
  },
]

/** What was deleted in this company, for those who bring things back. */
export function DeletedRecords() {
  const restore = useCommand(restoreRecord, { done: 'Brought back' })
  return (
    <ListPage
      title="Deleted"
      lead="What was deleted stays here and in the audit log. It stands in no list, picker or report until it is brought back."
      endpoint={listDeletedRecords}
      columns={columns}
      search="Name"
      filters={filters}
      rowActions={({ id, kind, gone }) => [
        {
          label: 'Bring back',
          icon: IconArrowBackUp,
          needs: 'deleted:restore',
          disabled: gone ?? false,
          run: () => void restore.run({ kind, recordId: id }),
        },
      ]}
      empty={{
        title: 'Nothing was deleted',
        sentence: 'Clients, projects, drafts and whatever else somebody deletes can be brought back from here.',
        guide: '/help/members',
      }}
    />
  )
}
