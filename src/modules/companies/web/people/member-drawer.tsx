import { Alert, Drawer, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { useCan } from '#ui/session.ts'
import { type Member, updateMember } from '../../contract.ts'
import { RightsFields, type RightsValues } from './rights-fields.tsx'

type Values = RightsValues & { name: string }

/** The drawer in which a member is changed. Mount it to open it. */
export function MemberDrawer({ member, close }: { member: Member; close: () => void }) {
  useFocusBack()
  const owns = useCan('company:own')
  const locked = member.role === 'owner' && !owns
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={member.name}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {locked ? (
        <Alert color="gray">Only an owner can change an owner.</Alert>
      ) : (
        <Fields member={member} close={close} />
      )}
    </Drawer>
  )
}

function Fields({ member, close }: { member: Member; close: () => void }) {
  const { id, name, role, canApproveTime, canViewCompanyFinancials, billingRateCents, costRateCents } = member
  const counts = useCan('financials:read')
  const form = useContractForm(updateMember, {
    initial: { name, role, canApproveTime, canViewCompanyFinancials, billingRateCents, costRateCents } as Values,
    toInput: ({ costRateCents: cost, ...values }) => ({
      memberId: id,
      ...values,
      ...(counts ? { costRateCents: cost } : {}),
    }),
    ifMatch: member.revision,
    done: (saved) => `${saved.name} saved`,
    invalidates: ['/members', '/me'],
    onDone: close,
  })
  return (
    <FormBody form={form} verb="Save member" cancel={close} labels={labels}>
      <TextInput
        label="Name here"
        description="As it stands on time and in lists."
        withAsterisk
        {...form.field('name')}
      />
      <RightsFields form={form} />
    </FormBody>
  )
}

export const labels = { billingRateCents: 'Billed at', costRateCents: 'Costs' }
