import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { emailAddress } from '#kernel/text.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { Slot } from '#ui/slot.tsx'
import { type Invoice, sendInvoice } from '../contract.ts'

type Props = { invoice: Invoice; close: () => void; onDone?: () => void }

/** Asks before a draft is numbered, posted and locked; says to whom it goes. */
export function SendInvoice({ invoice, close, onDone }: Props) {
  const [sentOn, setSentOn] = useState<string | null>(invoice.issuedOn)
  const [byEmail, setByEmail] = useState(invoice.client.email !== null)
  const [to, setTo] = useState(invoice.client.email ?? '')
  const [message, setMessage] = useState('')
  const address = emailAddress.safeParse(to)
  // An address that is none is sent as it is: the server refuses, rather than that no e-mail goes out.
  const email = byEmail ? { to: to.trim(), message: message.trim() || null } : null
  const posted = { invoiceId: invoice.id, ...(sentOn ? { sentOn } : {}) }
  return (
    <ConfirmMoney
      endpoint={sendInvoice}
      input={{ ...posted, email }}
      previewInput={{ ...posted, email: null }}
      title="Send invoice"
      consequences={[
        'It gets its number and is posted to the books. From then on it is locked; corrections are credit notes.',
        email
          ? `${email.to || 'The client'} gets it by e-mail, as PDF and as a link.`
          : 'No e-mail goes out. You can send it later.',
      ]}
      ifMatch={invoice.revision}
      invalidates={['/invoices', '/clients', '/reports', '/journal-entries', '/time-entries', '/projects']}
      done={(sent) => `Invoice ${sent.number} sent`}
      close={close}
      {...(onDone ? { onDone: () => onDone() } : {})}
    >
      <Stack gap="md">
        <Slot name="beforeSending" invoiceId={invoice.id} />
        <DateInput
          label="Date"
          description="The due date moves along with it."
          value={sentOn}
          onChange={(day) => setSentOn(day ?? invoice.issuedOn)}
        />
        <Checkbox
          label="Send by e-mail"
          checked={byEmail}
          onChange={(event) => setByEmail(event.currentTarget.checked)}
        />
        {byEmail && (
          <>
            <TextInput
              type="email"
              label="To"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              error={address.success ? undefined : 'Enter an e-mail address, or take the tick away.'}
            />
            <Textarea
              label="Message"
              placeholder="Added to the e-mail, if you like"
              autosize
              minRows={2}
              maxRows={8}
              maxLength={4000}
              value={message}
              onChange={(event) => setMessage(event.currentTarget.value)}
            />
          </>
        )}
      </Stack>
    </ConfirmMoney>
  )
}
