import { Checkbox, Select } from '@mantine/core'
import type { Role } from '#kernel/permissions.ts'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { Row } from '#ui/form/form-page.tsx'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { useCan } from '#ui/session.ts'
import { roleSays, rolesToGive } from './words.ts'

export type RightsValues = {
  role: Role
  canApproveTime: boolean
  canViewCompanyFinancials: boolean
  billingRateCents: number | null
  costRateCents: number | null
}

/** Role, what it does not include by itself, and rates: for an invite and for a member. */
export function RightsFields<V extends RightsValues>({ form }: { form: ContractForm<V> }) {
  const owns = useCan('company:own')
  const counts = useCan('financials:read')
  const { role } = form.values
  return (
    <>
      <Select
        label="Role"
        description={roleSays[role]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={rolesToGive(owns || role === 'owner')}
        allowDeselect={false}
        disabled={role === 'owner' && !owns}
        {...form.field('role')}
      />
      {role === 'staff' && (
        <Checkbox
          label="May approve time and expenses of others"
          {...form.field('canApproveTime', { type: 'checkbox' })}
        />
      )}
      {(role === 'staff' || role === 'manager') && (
        <Checkbox
          label="May see the company’s financial figures"
          description="Reports, accounts and what members cost."
          {...form.field('canViewCompanyFinancials', { type: 'checkbox' })}
        />
      )}
      <Row>
        <MoneyInput
          label="Billed at, per hour"
          description="Without a project rate."
          {...form.field('billingRateCents')}
          value={form.values.billingRateCents}
        />
        {counts && (
          <MoneyInput
            label="Costs, per hour"
            description="For the profit of projects."
            {...form.field('costRateCents')}
            value={form.values.costRateCents}
          />
        )}
      </Row>
    </>
  )
}
