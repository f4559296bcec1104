import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadReceipt, receiptName, renderReceipt } from './receipt.ts'
import { receiptEmail } from './receipt-email.ts'
import { findReversal, loadPayment } from './store.ts'

/** The receipt of a payment that came in by e-mail, to the client or to another address. */
export const emailReceipt = command({
  name: 'payments.emailReceipt',
  needs: 'documents:send',
  input: contract.emailReceipt.input,
  async run(scope, { paymentId, to, message }) {
    const payment = await loadPayment(scope, paymentId)
    if (payment.state !== 'succeeded' || (await findReversal(scope, paymentId))) throw new Refusal('receipt_unpaid')
    const toEmail = to ?? (await loadClient(scope, payment.clientId)).email
    if (toEmail === null) throw new Refusal('email_unknown')
    const delivery = await sharing.queueDelivery(scope, { paymentId, toEmail, message })
    audit(scope, { subjectType: 'payment', subjectId: paymentId, after: { receiptTo: toEmail } })
    signal(scope, 'payments', paymentId)
    return delivery
  },
})

/** Makes the PDF of a queued receipt and hands the e-mail over. */
export const deliverReceipt = command({
  name: 'payments.deliverReceipt',
  needs: 'documents:send',
  input: z.object({ deliveryId: Id, message: z.string().nullable().default(null) }),
  async run(scope, { deliveryId, message }) {
    return sharing.handOver(scope, deliveryId, async (paymentId) => {
      const about = { subjectId: paymentId, subjectType: 'receipt' } as const
      if (await findReversal(scope, paymentId)) {
        return { ...about, failed: 'The payment was reversed before the e-mail went out.' }
      }
      const receipt = await loadReceipt(scope, paymentId)
      const { company } = receipt.head
      return {
        ...about,
        email: {
          kind: 'receipt',
          fromName: company.name,
          ...(company.email ? { replyTo: company.email } : {}),
          ...receiptEmail(receipt, message),
        },
        attachment: { filename: receiptName(receipt), render: () => renderReceipt(scope, receipt) },
      }
    })
  },
})
