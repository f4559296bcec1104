import { Autocomplete, type AutocompleteProps, Group } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef } from 'react'
import { useFormat } from '#ui/format.ts'
import { useRead } from '#ui/query.ts'
import { type CatalogItem, listCatalogItems } from '../contract.ts'
import { unitWords } from './words.ts'

export type CatalogPickerProps = Omit<AutocompleteProps, 'data' | 'value' | 'onChange' | 'onOptionSubmit'> & {
  /** The name on the line: from the catalog, or free. */
  value: string
  onChange: (name: string) => void
  /** Called after `onChange` when an item of the catalog was taken: with price, unit and whether it is taxable. */
  onPick: (item: CatalogItem) => void
  itemType?: CatalogItem['itemType'] | undefined
}

/** A name that is typed, with the catalog's items offered while typing. Any other name is as good. */
export function CatalogPicker({ value, onChange, onPick, itemType, ...rest }: CatalogPickerProps) {
  const format = useFormat()
  const [asked] = useDebouncedValue(value.trim(), 120)
  const input = { limit: 20, ...(asked ? { q: asked } : {}), ...(itemType ? { itemType } : {}) }
  const found = useRead(listCatalogItems, input, { keep: true })
  const items = found.data?.items ?? []
  // Taking an option is told before the change that it makes.
  const taken = useRef<CatalogItem | undefined>(undefined)
  return (
    <Autocomplete
      placeholder="Choose or type"
      maxLength={200}
      maxDropdownHeight={280}
      {...rest}
      // By name: that is what lands in the field, and names are unique.
      data={items.map((item) => item.name)}
      filter={({ options }) => options}
      value={value}
      onChange={(name) => {
        onChange(name)
        const item = taken.current
        taken.current = undefined
        if (item) onPick(item)
      }}
      onOptionSubmit={(name) => {
        taken.current = items.find((one) => one.name === name)
      }}
      renderOption={({ option }) => {
        const item = items.find((one) => one.name === option.value)
        return (
          <Group justify="space-between" wrap="nowrap" gap="md" flex={1}>
            <span>{option.value}</span>
            {item && (
              <span className="quiet tnum">
                {format.money(item.unitPriceCents)} {item.unit === 'fixed' ? '' : unitWords[item.unit]}
              </span>
            )}
          </Group>
        )
      }}
    />
  )
}
