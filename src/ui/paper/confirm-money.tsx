import { Button, Group, Modal, Skeleton, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type CommandOptions, useCommand, usePreview } from '../command.ts'
import { useFocusBack } from '../focus-back.ts'
import { RequestId } from '../page/request-id.tsx'
import { type ApiProblem, asProblem } from '../problem.ts'
import classes from './journal.module.css'
import { BalancesPreview, EntriesPreview } from './journal-preview.tsx'

type Props<I extends z.ZodObject, A extends z.ZodType> = CommandOptions<z.input<I>, z.output<A>> & {
  endpoint: Endpoint<I, A>
  input: z.input<I>
  /** What the preview asks with, when the entries do not depend on all of the input; a text typed on it then asks nothing. */
  previewInput?: z.input<I>
  /** "Void invoice 26/11/014": title and button say the same. */
  title: string
  /** On the button when it is shorter than the title. */
  verb?: string
  /** What will be true after it, in sentences. */
  consequences: readonly ReactNode[]
  danger?: boolean
  ifMatch?: number
  close: () => void
  /** Fields that change the input (a date, a reason). */
  children?: ReactNode
}

/**
 * Asks before money moves: consequences, the entries that it would post and the balances after it, from a dry run of
 * the very same command. Mount it to open it.
 */
export function ConfirmMoney<I extends z.ZodObject, A extends z.ZodType>(props: Props<I, A>) {
  const {
    endpoint,
    input,
    previewInput = input,
    title,
    verb,
    consequences,
    danger,
    close,
    ifMatch,
    children,
    ...options
  } = props
  useFocusBack()
  const preview = usePreview(endpoint, previewInput)
  const command = useCommand(endpoint, {
    ...options,
    quiet: true,
    onDone: (answer, sent) => {
      close()
      options.onDone?.(answer, sent)
    },
  })
  const refusal = command.problem ?? (preview.error ? asProblem(preview.error) : undefined)
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.consequences}>
        {consequences.length > 0 && (
          <ul>
            {consequences.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences never change places
              <li key={at}>{one}</li>
            ))}
          </ul>
        )}
        {children}
        {refusal && <Refused problem={refusal} />}
        {preview.isPending && !refusal && <Skeleton h={96} />}
        {preview.data && (
          <>
            <EntriesPreview entries={preview.data.entries} />
            <BalancesPreview balances={preview.data.balances} />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button
            {...(danger ? { color: 'red' } : {})}
            loading={command.pending}
            disabled={preview.isPending || preview.isError}
            onClick={() => void command.run(input, ifMatch === undefined ? {} : { ifMatch })}
          >
            {verb ?? title}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

function Refused({ problem }: { problem: ApiProblem }) {
  return (
    <div role="alert">
      <Text c="var(--mantine-color-error)">{problem.detail}</Text>
      {problem.errors.map((one) => (
        <Text key={one.path} size="sm">
          {one.message}
        </Text>
      ))}
      {problem.status >= 500 && <RequestId id={problem.requestId} />}
    </div>
  )
}
