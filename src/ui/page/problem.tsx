import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useContext } from 'react'
import type { ApiProblem } from '../api.ts'
import { GoLink } from '../link.tsx'
import { RequestId } from './request-id.tsx'
import { WithinPage } from './within-page.ts'

type Props = {
  problem?: ApiProblem | undefined
  title?: string
  sentence?: string
  retry?: (() => void) | undefined
  retryLabel?: string
}

const titles: Record<number, string> = {
  0: 'No connection',
  403: 'Not open to your role',
  404: 'Nothing here',
}

/** Two refusals that no role can help with. */
const ofPlan: Record<string, string> = {
  plan_needed: 'Not part of your plan',
  subscription_locked: 'Read-only for now',
}

/** What is read is asked for by the address, where nothing is marked. */
const unusable = 'The address asks for what there is not:'

/** In place of what could not be shown: what happened, that nothing is lost, what to do, and the request id. */
export function Problem({ problem, title, sentence, retry, retryLabel }: Props) {
  const final = problem !== undefined && [403, 404].includes(problem.status)
  const within = useContext(WithinPage)
  const wrong = problem?.errors ?? []
  return (
    <Stack align="flex-start" gap="sm" maw={560} role="alert" {...(within ? {} : { p: { base: 'md', sm: 'lg' } })}>
      <Title order={within ? 2 : 1}>
        {title ?? ofPlan[problem?.code ?? ''] ?? titles[problem?.status ?? 500] ?? 'This could not be shown'}
      </Title>
      <Text>{sentence ?? (wrong.length > 0 ? unusable : problem?.detail)}</Text>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(({ path, message }) => (
            <li key={path}>
              <code>{path}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      <Group gap="sm">
        {wrong.length > 0 && (
          <Button variant="default" component={GoLink} to={location.pathname}>
            Leave it out
          </Button>
        )}
        {retry && !final && wrong.length === 0 && (
          <Button variant="default" onClick={retry}>
            {retryLabel ?? 'Try again'}
          </Button>
        )}
      </Group>
      <RequestId id={problem?.requestId} />
    </Stack>
  )
}
