import { SegmentedControl, Select, TextInput } from '@mantine/core'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { Row } from '#ui/form/form-page.tsx'
import { MoneyInput } from '#ui/money/inputs.tsx'
import type { PaymentMethod } from '../contract.ts'
import { isOnItsWay, type RecordValues } from './record-values.ts'
import { methods } from './words.ts'

type Props = { form: ContractForm<RecordValues>; setMethod: (method: PaymentMethod) => void }

/** Of a payment: how the money came, and what Stripe kept of it. */
export function HowItCame({ form, setMethod }: Props) {
  const { values } = form
  const coming = isOnItsWay(values)
  return (
    <>
      <Row>
        <Select
          label="Method"
          data={[...methods]}
          value={values.method}
          onChange={(next) => next && setMethod(next as PaymentMethod)}
        />
        <TextInput label="Reference" placeholder="Check 1042" maxLength={200} {...form.field('reference')} />
      </Row>
      {values.method !== 'cash' && (
        <SegmentedControl
          aria-label="Where the money is"
          data={[
            { value: 'here', label: 'It is here' },
            { value: 'coming', label: 'It is on its way' },
          ]}
          value={coming ? 'coming' : 'here'}
          onChange={(where) => form.setFieldValue('pending', (where === 'coming') as never)}
        />
      )}
      {values.method === 'stripe' && !coming && (
        <MoneyInput
          label="Processing fee"
          description="What Stripe keeps of it; an expense of yours"
          {...form.field('feeCents')}
          value={values.feeCents}
        />
      )}
    </>
  )
}
