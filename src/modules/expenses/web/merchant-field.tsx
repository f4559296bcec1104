import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useRead } from '#ui/query.ts'
import { listMerchants, type Merchant } from '../contract.ts'

type Props = {
  value: string
  onChange: (name: string) => void
  /** A merchant that the company knows was named: its category is remembered. */
  known: (merchant: Merchant) => void
  error?: ReactNode
}

/** A merchant by name: those that the company has bought from are offered while typing, any other name is new. */
export function MerchantField({ value, onChange, known, error }: Props) {
  const [asked] = useDebouncedValue(value.trim(), 150)
  const { data } = useRead(listMerchants, { limit: 12, ...(asked ? { q: asked } : {}) }, { keep: true })
  const merchants = data?.items ?? []
  const named = (name: string) => merchants.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  return (
    <Autocomplete
      label="Merchant"
      placeholder="Where it was bought"
      maxLength={200}
      data={merchants.map((one) => one.name)}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onOptionSubmit={(name) => {
        const merchant = named(name)
        if (merchant) known(merchant)
      }}
      onBlur={() => {
        const merchant = named(value)
        if (merchant) known(merchant)
      }}
      error={error}
      openOnFocus={false}
      data-autofocus
      autoFocus
    />
  )
}
