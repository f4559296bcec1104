import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { ErrorSummary } from '#ui/form/error-summary.tsx'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import * as contract from '../contract.ts'
import { ExpenseTabs } from './tabs.tsx'

const stale = ['/expense-categories', '/expenses'] as const

/** What expenses are sorted into, and the account that each is posted to. */
export function ExpenseCategories() {
  const manages = useCan('books:write')
  const [editing, setEditing] = useState<contract.ExpenseCategory | 'new' | null>(null)
  const { data, error, refetch } = useRead(contract.listExpenseCategories, {})
  const update = useCommand(contract.updateExpenseCategory, { invalidates: stale })
  return (
    <>
      <Page
        title="Expenses"
        below={<ExpenseTabs at="/expenses/categories" />}
        primary={{
          label: 'New category',
          icon: IconPlus,
          keys: 'n',
          needs: 'books:write',
          run: () => setEditing('new'),
        }}
      >
        {error ? (
          <Problem problem={asProblem(error)} retry={() => void refetch()} />
        ) : (
          <DataList
            label="Categories"
            columns={[
              { key: 'name', header: 'Category', cell: (row) => row.name },
              {
                key: 'account',
                header: 'Posted to',
                cell: (row) => `${row.accountCode} ${row.accountName}`,
                width: 320,
              },
              {
                key: 'state',
                header: 'State',
                cell: (row) => (
                  <StateDot state={row.active ? 'active' : 'inactive'} label={row.active ? 'In use' : 'Not in use'} />
                ),
                width: 140,
              },
            ]}
            rows={data?.items}
            onOpen={manages ? setEditing : undefined}
            rowActions={(row) => [
              {
                label: row.active ? 'Take out of use' : 'Put back to use',
                needs: 'books:write',
                run: () => void update.run({ categoryId: row.id, active: !row.active }, { ifMatch: row.revision }),
              },
            ]}
          />
        )}
      </Page>
      {editing && <CategoryDialog category={editing === 'new' ? undefined : editing} close={() => setEditing(null)} />}
    </>
  )
}

type DialogProps = { category: contract.ExpenseCategory | undefined; close: () => void }

function CategoryDialog({ category, close }: DialogProps) {
  const accounts = useRead(contract.listExpenseAccounts, {}).data?.expense ?? []
  const initial = { name: category?.name ?? '', accountId: category?.accountId ?? null }
  const options = { initial, invalidates: stale, done: 'Category saved', onDone: close }
  const adding = useContractForm(contract.createExpenseCategory, options)
  const changing = useContractForm(contract.updateExpenseCategory, {
    ...options,
    ifMatch: category?.revision,
    toInput: (values) => ({ ...values, categoryId: category?.id }),
  })
  const form = category ? changing : adding
  return (
    <Modal
      opened
      onClose={close}
      title={category ? 'Edit category' : 'New category'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <ErrorSummary form={form} labels={{ accountId: 'Posted to' }} />
          <TextInput label="Name" maxLength={100} data-autofocus {...form.field('name')} />
          <Select
            label="Posted to"
            description={
              <>
                An expense account. More of them can be added to the{' '}
                <TextLink to="/accounts" size="xs">
                  chart of accounts
                </TextLink>
                .
              </>
            }
            searchable
            data={accounts.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
            {...form.field('accountId')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={form.pending}>
              Save category
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
