import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useFormat } from '../format.ts'
import { countries } from './address.ts'
import type { ContractForm } from './contract-form.ts'
import { Row } from './form-page.tsx'

type Props = {
  form: Pick<ContractForm, 'field'>
  /** One's own: the browser may fill it in. */
  own?: boolean
}

/** Where somebody is, as it stands on documents. */
export function AddressFields({ form, own = false }: Props) {
  const { locale } = useFormat()
  const options = useMemo(() => countries(locale), [locale])
  const country = form.field('country')
  const line = (label: string, path: string, maxLength: number, fill: string) => (
    <TextInput label={label} maxLength={maxLength} autoComplete={own ? fill : 'off'} {...form.field(path)} />
  )
  return (
    <>
      {line('Street', 'addressLine1', 200, 'address-line1')}
      {line('Suite, floor', 'addressLine2', 200, 'address-line2')}
      <Row>
        {line('City', 'city', 120, 'address-level2')}
        {line('State or region', 'region', 120, 'address-level1')}
        {line('Postal code', 'postalCode', 40, 'postal-code')}
      </Row>
      <Select
        label="Country"
        data={options}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the country' }}
        {...country}
        value={country.value || null}
      />
    </>
  )
}
