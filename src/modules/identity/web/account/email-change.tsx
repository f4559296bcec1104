import { Button, Group, Skeleton } from '@mantine/core'
import { useCommand } from '#ui/command.ts'
import { GoLink, TextLink } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../../contract.ts'
import { AuthProblem, useAddress } from '../auth.ts'
import { Frame } from '../frame.tsx'

const over = 'This link is over, or was used already. Start the change again from your account.'

/** Where the links of a change of address lead. Opening it does nothing: what looks at links uses none up. */
export function EmailChange() {
  const { token = '', stop } = useAddress()
  const { data, error, refetch } = useRead(contract.readEmailChange, { token }, { enabled: token !== '' })
  const problem = asProblem(error)
  if (token === '' || (error && (problem.status === 404 || problem.status === 422))) return <Over />
  if (error) return <Problem problem={problem} retry={() => void refetch()} />
  if (!data) {
    return (
      <Frame title="Change of e-mail address" lead="One moment.">
        <Skeleton h={36} />
      </Frame>
    )
  }
  if (data.state === 'waiting' || (data.state === 'confirmed' && stop && data.side === 'old'))
    return <Ask token={token} change={data} stopping={stop !== undefined} />
  return <Told token={token} change={data} />
}

type Props = { token: string; change: contract.EmailChange }

function Ask({ token, change, stopping }: Props & { stopping: boolean }) {
  const confirm = useCommand(contract.confirmEmailChange, {
    quiet: true,
    invalidates: ['/public/email-change', '/account', '/me'],
  })
  const stop = useCommand(contract.stopEmailChange, {
    quiet: true,
    invalidates: ['/public/email-change', '/account', '/me'],
  })
  const problem = confirm.problem ?? stop.problem
  const mayConfirm = change.state === 'waiting'
  return (
    <Frame
      title={change.side === 'old' ? 'Move your account?' : 'Is this address yours?'}
      lead={
        change.side === 'old' ? (
          <>
            Your account is to move to <b>{change.newEmail}</b>. It does once both addresses have confirmed it.
          </>
        ) : (
          <>
            An account is to move to <b>{change.newEmail}</b>. It does once both addresses have confirmed it.
          </>
        )
      }
      problem={problem && new AuthProblem(problem.code, problem.detail)}
    >
      <Group gap="xs">
        {mayConfirm && (
          <Button
            variant={stopping ? 'default' : 'filled'}
            loading={confirm.pending}
            onClick={() => void confirm.run({ token })}
          >
            {change.side === 'old' ? 'Confirm the change' : 'Confirm this address'}
          </Button>
        )}
        {change.side === 'old' && (
          <Button
            variant={stopping ? 'filled' : 'default'}
            color={stopping ? 'red' : 'gray'}
            loading={stop.pending}
            onClick={() => void stop.run({ token })}
          >
            It was not me: stop it
          </Button>
        )}
      </Group>
    </Frame>
  )
}

function Told({ token, change }: Props) {
  if (change.state === 'done') {
    return (
      <Frame
        title="Address changed"
        lead={
          <>
            Your account is now at <b>{change.newEmail}</b>. Other devices were signed out.
          </>
        }
      >
        <Button component={GoLink} to="/app">
          Go on
        </Button>
      </Frame>
    )
  }
  if (change.state === 'confirmed') {
    return (
      <Frame
        title="Confirmed here"
        lead="Now the link at the other address has to be confirmed too. You can close this page."
        foot={
          change.side === 'old' && (
            <TextLink to={`/account/email-change?token=${encodeURIComponent(token)}&stop=1`}>
              It was not me: stop the change
            </TextLink>
          )
        }
      />
    )
  }
  if (change.state === 'stopped') {
    return (
      <Frame
        title="Change stopped"
        lead="The address stays as it is. If it was not you who asked, choose a new password now."
        foot={<TextLink to="/app">Go on</TextLink>}
      >
        <Button component={GoLink} to="/forgot">
          Choose a new password
        </Button>
      </Frame>
    )
  }
  return <Over />
}

function Over() {
  return (
    <Frame title="The link did not work" lead={over}>
      <Button component={GoLink} to="/account">
        Your account
      </Button>
    </Frame>
  )
}
