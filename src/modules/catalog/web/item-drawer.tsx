import { Checkbox, Drawer, SegmentedControl, Select, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { listIncomeAccounts } from '#modules/ledger/contract.ts'
import { useFocusBack } from '#ui/focus-back.ts'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { FormBody, Row } from '#ui/form/form-page.tsx'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type CatalogItem, createCatalogItem, readCatalogItem, updateCatalogItem } from '../contract.ts'
import { options, typeWords, unitWords } from './words.ts'

type Values = Pick<CatalogItem, 'itemType' | 'name' | 'unit' | 'taxable'> & {
  description: string
  unitPriceCents: number | null
  incomeAccountId: string | null
}

/** The drawer in which an item is added or changed. Mount it to open it. */
export function ItemDrawer({ itemId, close }: { itemId: string | undefined; close: () => void }) {
  useFocusBack()
  const read = useRead(readCatalogItem, { itemId: itemId ?? '' }, { enabled: itemId !== undefined, staleMs: 0 })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={itemId === undefined ? 'New catalog item' : 'Edit catalog item'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {itemId === undefined ? (
        <NewItem close={close} />
      ) : read.error ? (
        <Problem problem={asProblem(read.error)} retry={() => void read.refetch()} />
      ) : read.data ? (
        <EditItem key={read.data.id} item={read.data} close={close} />
      ) : (
        <Stack gap="md" role="status" aria-label="Loading">
          <Skeleton h={56} />
          <Skeleton h={56} />
          <Skeleton h={96} />
        </Stack>
      )}
    </Drawer>
  )
}

const blank: Values = {
  itemType: 'service',
  name: '',
  description: '',
  unitPriceCents: null,
  unit: 'hour',
  taxable: false,
  incomeAccountId: null,
}

function NewItem({ close }: { close: () => void }) {
  const form = useContractForm(createCatalogItem, {
    initial: blank,
    draft: 'catalog-item-new',
    toInput: ({ unitPriceCents, ...values }) => ({ ...values, unitPriceCents: unitPriceCents ?? 0 }),
    done: (item) => `${item.name} added`,
    invalidates: ['/catalog-items'],
    onDone: close,
  })
  return (
    <FormBody form={form} verb="Add item" cancel={close} labels={labels}>
      <Fields form={form} />
    </FormBody>
  )
}

function EditItem({ item, close }: { item: CatalogItem; close: () => void }) {
  const { itemType, name, unitPriceCents, unit, taxable, incomeAccountId } = item
  const form = useContractForm(updateCatalogItem, {
    initial: {
      itemType,
      name,
      unitPriceCents,
      unit,
      taxable,
      incomeAccountId,
      description: item.description ?? '',
    } as Values,
    toInput: (values) => ({ itemId: item.id, ...values, unitPriceCents: values.unitPriceCents ?? 0 }),
    ifMatch: item.revision,
    done: (saved) => `${saved.name} saved`,
    invalidates: ['/catalog-items'],
    onDone: close,
  })
  return (
    <FormBody form={form} verb="Save item" cancel={close} labels={labels}>
      <Fields form={form} loaded />
    </FormBody>
  )
}

const labels = { unitPriceCents: 'Price', incomeAccountId: 'Income account' }

function Fields({ form, loaded = false }: { form: ContractForm<Values>; loaded?: boolean }) {
  const { data } = useRead(listIncomeAccounts, {}, { staleMs: 60_000 })
  const accounts = (data?.items ?? []).map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))
  return (
    <>
      <SegmentedControl aria-label="Type" data={options(typeWords)} {...form.field('itemType')} />
      <TextInput
        label="Name"
        placeholder="Design"
        maxLength={200}
        data-autofocus={!loaded || undefined}
        // The drawer gave the focus away while the item was loading.
        autoFocus={loaded}
        withAsterisk
        {...form.field('name')}
      />
      <Row>
        <MoneyInput label="Price" {...form.field('unitPriceCents')} value={form.values.unitPriceCents} />
        <Select label="Unit" data={options(unitWords)} allowDeselect={false} {...form.field('unit')} />
      </Row>
      <Checkbox
        label="Taxable"
        description="Offered when you apply the company’s rate on an invoice. Tax is never added by itself."
        {...form.field('taxable', { type: 'checkbox' })}
      />
      <Textarea
        label="Description"
        description="Appears below the name on invoices."
        autosize
        minRows={2}
        maxRows={8}
        {...form.field('description')}
      />
      <Select
        label="Income account"
        placeholder="Revenue"
        description="Where its income is booked."
        data={accounts}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the income account' }}
        {...form.field('incomeAccountId')}
      />
    </>
  )
}
