import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { sumCents } from '#kernel/money.ts'
import { useCommand } from '#ui/command.ts'
import { useFormat } from '#ui/format.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { Slot } from '#ui/slot.tsx'
import { toast } from '#ui/toast.tsx'
import { deleteInvoice, type InvoiceListItem, sendInvoices } from '../contract.ts'

type Props = { drafts: readonly InvoiceListItem[]; chosen: number; done: () => void; close: () => void }

const counted = (count: number) => (count === 1 ? '1 draft' : `${count} drafts`)

/** Asks before several drafts are numbered, posted and locked: what the books get in all, and each by itself. */
export function SendDrafts({ drafts, chosen, done, close }: Props) {
  const format = useFormat()
  const [byEmail, setByEmail] = useState(true)
  const invoiceIds = drafts.map((one) => one.id)
  const total = format.money(sumCents(drafts.map((one) => one.totalCents)))
  return (
    <ConfirmMoney
      endpoint={sendInvoices}
      input={{ invoiceIds, byEmail }}
      previewInput={{ invoiceIds, byEmail: false }}
      title={`Send ${counted(drafts.length)}`}
      consequences={[
        others(chosen - drafts.length),
        `Each gets its number and is posted on its own date, ${total} in all. From then on they are locked; corrections are credit notes.`,
        byEmail
          ? 'Each client gets theirs by e-mail, as PDF and as a link. Where no address is known, none goes out.'
          : 'No e-mail goes out. You can send them later.',
      ].filter(Boolean)}
      invalidates={['/invoices', '/clients', '/reports', '/journal-entries', '/time-entries', '/projects']}
      done={({ items }) => (items.length === 1 ? 'Invoice sent' : `${items.length} invoices sent`)}
      onDone={done}
      close={close}
    >
      <Stack gap="md">
        {oneOfEachClient(drafts).map(({ id, clientName }) => (
          <Slot key={id} name="beforeSending" invoiceId={id} clientName={clientName} />
        ))}
        <Checkbox
          label="Send by e-mail"
          checked={byEmail}
          onChange={(event) => setByEmail(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmMoney>
  )
}

/** What is left behind is the client's, whichever of its drafts asks. */
const oneOfEachClient = (drafts: readonly InvoiceListItem[]) => [
  ...new Map(drafts.map((draft) => [draft.clientId, draft])).values(),
]

/** One after the other; what could not be deleted stays and says why. */
export function DeleteDrafts({ drafts, chosen, done, close }: Props) {
  const [pending, setPending] = useState(false)
  const remove = useCommand(deleteInvoice, { invalidates: ['/invoices', '/time-entries', '/expenses'] })
  async function run() {
    setPending(true)
    let deleted = 0
    for (const { id } of drafts) if ((await remove.run({ invoiceId: id })) !== undefined) deleted += 1
    if (deleted > 0) toast.done(`${counted(deleted)} deleted`)
    close()
    done()
  }
  return (
    <Confirm
      title={`Delete ${counted(drafts.length)}`}
      verb={`Delete ${counted(drafts.length)}`}
      danger
      pending={pending}
      run={() => void run()}
      close={close}
    >
      {others(chosen - drafts.length)} Their time and expenses can be billed again. This cannot be undone.
    </Confirm>
  )
}

function others(count: number): string {
  if (count === 0) return ''
  return count === 1
    ? 'One of the chosen is no draft and stays as it is.'
    : `${count} of the chosen are no drafts and stay as they are.`
}
