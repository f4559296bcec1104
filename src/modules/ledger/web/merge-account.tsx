import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useFocusBack } from '#ui/focus-back.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'

type Account = z.output<typeof contract.Account>
type Props = { account: Account; close: () => void }

/** First into which account, then what that does. */
export function MergeAccount({ account, close }: Props) {
  useFocusBack()
  const [into, setInto] = useState<Account | undefined>(undefined)
  return into ? (
    <Confirm account={account} into={into} close={close} />
  ) : (
    <Choose account={account} choose={setInto} close={close} />
  )
}

function Choose({ account, choose, close }: Props & { choose: (into: Account) => void }) {
  const [id, setId] = useState<string | null>(null)
  const { data } = useRead(contract.listAccounts, { type: account.type, active: 'true' })
  const fitting = (data?.items ?? []).filter(
    (one) => one.id !== account.id && one.contra === account.contra && !one.control && !one.derived,
  )
  const chosen = fitting.find((one) => one.id === id)
  return (
    <Modal
      opened
      onClose={close}
      title={`Merge ${account.code} ${account.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Select
          label="Into"
          description="An account of the same kind"
          placeholder="Choose an account"
          searchable
          selectFirstOptionOnChange
          openOnFocus={false}
          data-autofocus
          data={fitting.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
          value={id}
          onChange={setId}
          nothingFoundMessage="No other account of this kind"
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button disabled={!chosen} onClick={() => chosen && choose(chosen)}>
            Next
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Confirm({ account, into, close }: Props & { into: Account }) {
  const format = useFormat()
  const [mergedOn, setMergedOn] = useState<string | null>(format.today())
  const nominal = account.type === 'income' || account.type === 'expense'
  return (
    <ConfirmMoney
      endpoint={contract.mergeAccount}
      input={{ accountId: account.id, intoAccountId: into.id, ...(mergedOn ? { mergedOn } : {}) }}
      title={`Merge ${account.code} into ${into.code}`}
      danger
      consequences={[
        `What posts to ${account.name} from now on, such as services, categories, plans and drafts, posts to ${into.name}.`,
        nominal
          ? 'One entry moves what this fiscal year has on it; earlier years stay as they were reported.'
          : 'One entry moves its balance; lines that were posted stay where they are.',
        `${account.name} is retired.`,
      ]}
      invalidates={['/accounts', '/income-accounts', '/journal-entries', '/reports', '/catalog-items']}
      done={`${account.name} merged into ${into.name}`}
      close={close}
    >
      <DateInput label="Date of the entry" value={mergedOn} onChange={setMergedOn} />
    </ConfirmMoney>
  )
}
