import { Modal, Textarea, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { emailReceipt, type PaymentDetail } from '../contract.ts'

/** E-mails the receipt of a payment, as PDF. */
export function EmailReceipt({ payment, close }: { payment: PaymentDetail; close: () => void }) {
  useFocusBack()
  const form = useContractForm(emailReceipt, {
    initial: { to: payment.deliveries[0]?.toEmail ?? payment.clientEmail ?? '', message: '' },
    toInput: (values) => ({ paymentId: payment.id, ...values }),
    invalidates: ['/payments'],
    done: (delivery) => `On its way to ${delivery.toEmail}`,
    onDone: close,
  })
  return (
    <Modal opened onClose={close} title="E-mail the receipt" closeButtonProps={{ 'aria-label': 'Close' }}>
      <FormBody form={form as never} verb="Send receipt" cancel={close}>
        <TextInput type="email" label="To" {...form.field('to')} data-autofocus />
        <Textarea
          label="Message"
          placeholder="Takes the place of the usual words, if you like"
          autosize
          minRows={3}
          maxRows={8}
          {...form.field('message')}
        />
      </FormBody>
    </Modal>
  )
}
