import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ApiProblem } from './api.ts'
import { RequestId } from './page/request-id.tsx'

type Undo = { label?: string; run: () => void }

/** Short sentences at the edge of the screen. A problem stays until it is read, and carries its request id. */
export const toast = {
  done(message: string, undo?: Undo) {
    const id = crypto.randomUUID()
    notifications.show({
      id,
      message: undo ? <WithUndo message={message} undo={undo} close={() => notifications.hide(id)} /> : message,
      icon: <IconCheck size={16} />,
      color: 'green',
      autoClose: undo ? 8000 : 3500,
    })
  },
  problem(problem: ApiProblem) {
    if (problem.status === 401) return
    notifications.show({
      // The same problem again replaces itself instead of piling up.
      id: `problem-${problem.code}`,
      title: problem.detail,
      message: <Details problem={problem} />,
      icon: <IconAlertTriangle size={16} />,
      color: 'red',
      autoClose: problem.status >= 500 ? false : 9000,
      role: 'alert',
    })
  },
}

function WithUndo({ message, undo, close }: { message: string; undo: Undo; close: () => void }) {
  const take = () => {
    close()
    undo.run()
  }
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{message}</span>
      <Button size="compact-xs" variant="subtle" flex="none" onClick={take}>
        {undo.label ?? 'Undo'}
      </Button>
    </Group>
  )
}

function Details({ problem }: { problem: ApiProblem }) {
  return (
    <>
      {problem.errors.slice(0, 3).map((one) => (
        <Text key={one.path} size="sm">
          {one.message}
        </Text>
      ))}
      {problem.status >= 500 && <RequestId id={problem.requestId} />}
    </>
  )
}
