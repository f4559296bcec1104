import { Refusal } from '#kernel/refusal.ts'
import { Download, query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadReceipt, receiptName, renderReceipt } from './receipt.ts'

export const readReceipt = query({
  name: 'payments.readReceipt',
  needs: 'payments:read',
  input: contract.readReceipt.input,
  async run(scope, { paymentId }) {
    const receipt = await loadReceipt(scope, paymentId)
    if (receipt.payment.state !== 'succeeded') throw new Refusal('receipt_unpaid')
    return new Download(receiptName(receipt), 'application/pdf', await renderReceipt(scope, receipt), true)
  },
})
