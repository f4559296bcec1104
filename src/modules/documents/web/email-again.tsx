import { Modal, Textarea, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { emailInvoice, type Invoice } from '../contract.ts'

/** E-mails a sent invoice once more. */
export function EmailAgain({ invoice, close }: { invoice: Invoice; close: () => void }) {
  useFocusBack()
  const form = useContractForm(emailInvoice, {
    initial: { to: invoice.deliveries[0]?.toEmail ?? invoice.client.email ?? '', message: '' },
    toInput: (values) => ({ invoiceId: invoice.id, ...values }),
    invalidates: ['/invoices'],
    done: (delivery) => `On its way to ${delivery.toEmail}`,
    onDone: close,
  })
  return (
    <Modal
      opened
      onClose={close}
      title={`Send invoice ${invoice.number} again`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <FormBody form={form as never} verb="Send again" cancel={close}>
        <TextInput type="email" label="To" {...form.field('to')} data-autofocus />
        <Textarea
          label="Message"
          placeholder="Added to the e-mail, if you like"
          autosize
          minRows={3}
          maxRows={8}
          {...form.field('message')}
        />
      </FormBody>
    </Modal>
  )
}
