import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { adjustCredit } from './adjust-credit.ts'
import { applyCredit } from './apply-credit.ts'
import { listCreditApplications, readClientCredit } from './credit-queries.ts'
import { emailReceipt } from './email-receipt.ts'
import { failPayment } from './fail-payment.ts'
import { failRefund } from './fail-refund.ts'
import { listPayments } from './payment-queries.ts'
import { readPayment } from './read-payment.ts'
import { readReceipt } from './read-receipt.ts'
import { recordPayment } from './record-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { reverseCreditApplication } from './reverse-credit-application.ts'
import { reversePayment } from './reverse-payment.ts'
import { settlePayment } from './settle-payment.ts'
import { settleRefund } from './settle-refund.ts'

export const routes: Route[] = [
  route(contract.listPayments, listPayments),
  route(contract.readPayment, readPayment),
  route(contract.readReceipt, readReceipt),
  route(contract.emailReceipt, emailReceipt),
  route(contract.recordPayment, recordPayment),
  route(contract.settlePayment, settlePayment),
  route(contract.failPayment, failPayment),
  route(contract.reversePayment, reversePayment),
  route(contract.refundPayment, refundPayment),
  route(contract.settleRefund, settleRefund),
  route(contract.failRefund, failRefund),
  route(contract.readClientCredit, readClientCredit),
  route(contract.listCreditApplications, listCreditApplications),
  route(contract.applyCredit, applyCredit),
  route(contract.reverseCreditApplication, reverseCreditApplication),
  route(contract.adjustCredit, adjustCredit),
]
