import { Drawer, Textarea, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { createInvite } from '../../contract-invites.ts'
import { labels } from './member-drawer.tsx'
import { RightsFields, type RightsValues } from './rights-fields.tsx'

type Values = RightsValues & { email: string; message: string }

const blank: Values = {
  email: '',
  role: 'staff',
  canApproveTime: false,
  canViewCompanyFinancials: false,
  billingRateCents: null,
  costRateCents: null,
  message: '',
}

/** The drawer in which somebody is invited. Mount it to open it. */
export function InviteDrawer({ close }: { close: () => void }) {
  useFocusBack()
  const form = useContractForm(createInvite, {
    initial: blank,
    draft: 'invite-new',
    done: (invite) => `Invite sent to ${invite.email}`,
    invalidates: ['/invites'],
    onDone: close,
  })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title="Invite somebody"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <FormBody form={form} verb="Send invite" cancel={close} labels={labels}>
        <TextInput
          label="E-mail"
          description="The link works for this address only, once, for seven days."
          type="email"
          autoComplete="off"
          data-autofocus
          withAsterisk
          {...form.field('email')}
        />
        <RightsFields form={form} />
        <Textarea
          label="Message"
          description="Stands on top of the mail."
          autosize
          minRows={2}
          {...form.field('message')}
        />
      </FormBody>
    </Drawer>
  )
}
