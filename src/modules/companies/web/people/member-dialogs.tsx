import { Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { useCompany } from '#ui/session.ts'
import { deactivateMember, leaveCompany, type Member, transferOwnership } from '../../contract.ts'

type Props = { member: Member; close: () => void }

export function DeactivateDialog({ member, close }: Props) {
  const { name: company } = useCompany()
  const command = useCommand(deactivateMember, {
    invalidates: ['/members'],
    done: `${member.name} no longer works here`,
    onDone: close,
  })
  return (
    <Confirm
      title={`Deactivate ${member.name}?`}
      verb="Deactivate"
      danger
      pending={command.pending}
      run={() => void command.run({ memberId: member.id })}
      close={close}
    >
      {company} is closed to {member.name} at once, in every browser. What they did stays, under their name. A running
      timer is stopped and kept as a draft. You can bring them back later.
    </Confirm>
  )
}

export function TransferDialog({ member, close }: Props) {
  const [stepDown, setStepDown] = useState(false)
  const command = useCommand(transferOwnership, {
    invalidates: ['/members', '/me'],
    done: `${member.name} is an owner now`,
    onDone: close,
  })
  return (
    <Confirm
      title={`Make ${member.name} an owner?`}
      verb="Make owner"
      pending={command.pending}
      run={() => void command.run({ memberId: member.id, stepDown })}
      close={close}
    >
      <Text mb="sm">
        Owners can do everything: lock the books, export and close the company, and take ownership from other owners,
        from you too.
      </Text>
      <Checkbox
        label="I step down and stay as an admin"
        checked={stepDown}
        onChange={(event) => setStepDown(event.currentTarget.checked)}
      />
    </Confirm>
  )
}

/** After leaving, the page starts anew: nothing of the company stays in memory. */
export function LeaveDialog({ close }: { close: () => void }) {
  const { name } = useCompany()
  const command = useCommand(leaveCompany, { invalidates: [], onDone: () => location.assign('/app') })
  return (
    <Confirm
      title={`Leave ${name}?`}
      verb="Leave company"
      danger
      pending={command.pending}
      run={() => void command.run({})}
      close={close}
    >
      You will no longer see anything of it. What you did stays, under your name. An admin can invite you again.
    </Confirm>
  )
}
