import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusBack } from '#ui/focus-back.ts'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { ErrorSummary } from '#ui/form/error-summary.tsx'

type Props = {
  title: string
  verb: string
  form: Pick<ContractForm, 'submit' | 'pending' | 'problem' | 'refusals' | 'errors' | 'getInputNode'>
  labels?: Record<string, string>
  danger?: boolean
  children: ReactNode
  close: () => void
}

/** A small form in a dialog. Mount it to open it. */
export function AccountDialog({ title, verb, form, labels, danger, children, close }: Props) {
  useFocusBack()
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <ErrorSummary form={form} labels={labels} />
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={form.pending} {...(danger ? { color: 'red' } : {})}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
