import { IconArchive, IconArrowBackUp, IconArrowMerge, IconPencil, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { z } from 'zod'
import { useCommand } from '#ui/command.ts'
import type { Column } from '#ui/list/columns.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import * as contract from '../contract.ts'
import { typeOptions, typeWords } from './words.ts'

const MergeAccount = lazy(async () => ({ default: (await import('./merge-account.tsx')).MergeAccount }))

type Account = z.output<typeof contract.Account>

const columns: Column<Account>[] = [
  { key: 'code', header: 'Code', width: 80, card: 'line', cell: (row) => <span className="tnum">{row.code}</span> },
  { key: 'name', header: 'Account', card: 'title', cell: (row) => row.name },
  { key: 'type', header: 'Type', width: 110, cell: (row) => typeWords[row.type] },
  { key: 'kept', header: 'Kept by', width: 150, optional: true, card: 'none', cell: keptBy },
  {
    key: 'state',
    header: 'State',
    width: 110,
    optional: true,
    card: 'none',
    cell: (row) => (row.active ? null : <StateDot state="inactive" label="Retired" />),
  },
  {
    key: 'balance',
    header: 'Balance',
    align: 'right',
    width: 150,
    cell: (row) => <Money cents={row.balanceCents} accounting zero="–" />,
  },
]

function keptBy(row: Account) {
  if (row.control) return 'Its documents'
  if (row.derived) return 'The reports'
  return row.systemKey ? 'The system' : <span className="quiet">You</span>
}

/** Every account with what it stands at today; opens to its lines. */
export function AccountList() {
  const update = useCommand(contract.updateAccount, { invalidates: ['/accounts'] })
  const [merging, setMerging] = useState<Account | null>(null)
  return (
    <>
      <ListPage
        title="Chart of accounts"
        lead="What each account stands at today; income and expenses since the fiscal year began."
        endpoint={contract.listAccounts}
        columns={columns}
        search="Search code or name"
        filters={[
          { kind: 'choice', key: 'type', label: 'Type', options: typeOptions },
          {
            kind: 'choice',
            key: 'active',
            label: 'State',
            options: [
              { value: 'true', label: 'In use' },
              { value: 'false', label: 'Retired' },
            ],
          },
        ]}
        primary={{ label: 'New account', icon: IconPlus, to: '/accounts/new', keys: 'n', needs: 'books:write' }}
        secondary={[{ label: 'Opening balances', to: '/accounts/opening-balances', needs: 'books:write' }]}
        open={(row) => `/reports/general-ledger?accountId=${row.id}`}
        rowActions={(row) => [
          { label: 'Edit', icon: IconPencil, to: `/accounts/${row.id}`, needs: 'books:write' },
          {
            label: row.active ? 'Retire' : 'Put back to use',
            icon: row.active ? IconArchive : IconArrowBackUp,
            needs: 'books:write',
            hidden: row.systemKey !== null,
            run: () => void update.run({ accountId: row.id, active: !row.active }, { ifMatch: row.revision }),
          },
          {
            label: 'Merge into another…',
            icon: IconArrowMerge,
            needs: 'books:write',
            hidden: row.systemKey !== null || row.control || row.derived || !row.active,
            run: () => setMerging(row),
          },
        ]}
        empty={{ sentence: 'The accounts in which the books are kept.' }}
      />
      <Suspense>{merging && <MergeAccount account={merging} close={() => setMerging(null)} />}</Suspense>
    </>
  )
}
