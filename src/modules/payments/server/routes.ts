import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { applyCredit } from './apply-credit.ts'
import { readClientCredit } from './credit-queries.ts'
import { listPayments } from './payment-queries.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'
import { reversePayment } from './reverse-payment.ts'

export const routes: Route[] = [
  route(contract.listPayments, listPayments),
  route(contract.readPayment, readPayment),
  route(contract.recordPayment, recordPayment),
  route(contract.reversePayment, reversePayment),
  route(contract.readClientCredit, readClientCredit),
  route(contract.applyCredit, applyCredit),
]
