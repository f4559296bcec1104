import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ApiProblem } from '../api.ts'
import { RequestId } from './request-id.tsx'

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

/** In place of what could not be shown: what happened, that nothing is lost, what to do, and the request id. */
export function Problem({ problem, title, sentence, retry, retryLabel }: Props) {
  const final = problem !== undefined && [403, 404].includes(problem.status)
  return (
    <Stack align="flex-start" gap="sm" p="lg" maw={560} role="alert">
      <Title order={1}>
        {title ?? ofPlan[problem?.code ?? ''] ?? titles[problem?.status ?? 500] ?? 'This could not be shown'}
      </Title>
      <Text>{sentence ?? problem?.detail}</Text>
      <Group gap="sm">
        {retry && !final && (
          <Button variant="default" onClick={retry}>
            {retryLabel ?? 'Try again'}
          </Button>
        )}
      </Group>
      <RequestId id={problem?.requestId} />
    </Stack>
  )
}
