import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayUpTo } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { type Cents, formatMoney, sumCents } from '#kernel/money.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadChosenAccounts, postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { planBillPayment } from '../domain/bill-payment.ts'
import { loadBill, loadBillsForUpdate } from './bill-store.ts'
import { billLabel } from './label.ts'
import { answerPayment } from './payment-queries.ts'
import { insertPayment } from './payment-store.ts'
import { settleBill } from './settle-bill.ts'
import { loadVendor } from './vendor-store.ts'

type Payment = {
  id?: string | undefined
  vendorId: string
  allocations: readonly { billId: string; amountCents: Cents }[]
  paidOn?: string | undefined
  accountId: string | null
  reference: string | null
  notes: string | null
}

/** Pays several bills of one vendor at once. */
export const payBills = command({
  name: 'payables.payBills',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.payBills.input,
  run: (scope, input) => pay(scope, input, (at) => `allocations.${at}.amountCents`),
})

/** Pays one bill, or a part of it. */
export const payBill = command({
  name: 'payables.payBill',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.payBill.input,
  async run(scope, { billId, amountCents, ...paying }) {
    const { vendorId } = await loadBill(scope, billId)
    return pay(scope, { ...paying, vendorId, allocations: [{ billId, amountCents }] }, () => 'amountCents')
  },
})

/** Bills in the order of their ids, then the books: parallel payments of one bill come one after the other. */
async function pay(scope: Scope, input: Payment, pathOf: (at: number) => string): Promise<contract.BillPayment> {
  const company = await loadCompany(scope)
  const paidOn = dayUpTo(todayIn(company.timeZone, scope.now), input.paidOn, 'paidOn')
  const vendor = await loadVendor(scope, input.vendorId)
  if (input.accountId) await loadChosenAccounts(scope, 'paying', [input.accountId])
  const ids = input.allocations.map((one) => one.billId)
  const bills = new Map((await loadBillsForUpdate(scope, ids)).map((bill) => [bill.id, bill]))
  const write = (cents: Cents) => formatMoney(cents, company.currency, company.locale)
  const parts = planBillPayment({ ...input, paidOn }, bills, write, pathOf)
  const amountCents = sumCents(parts.map((part) => part.amountCents))
  const { vendorId, reference, notes } = input
  const payment = { id: input.id ?? newId(), vendorId, paidOn, amountCents, reference, notes }
  const accountId = await insertPayment(scope, payment, input.accountId, input.allocations)
  for (const { bill, amountCents: part } of parts) await settleBill(scope, bill, part)
  const only = parts.length === 1 ? billLabel(present(parts[0]).bill) : `${parts.length} bills`
  await postEntry(scope, {
    entryDate: paidOn,
    memo: `Payment of ${only.charAt(0).toLowerCase()}${only.slice(1)} to ${vendor.name}${reference ? `, ${reference}` : ''}`,
    sourceType: 'bill_payment',
    sourceId: payment.id,
    lines: [
      ...parts.map((part) => ({
        account: 'accounts_payable' as const,
        debitCents: part.amountCents,
        memo: billLabel(part.bill),
      })),
      { account: { accountId }, creditCents: amountCents },
    ],
  })
  const answer = await answerPayment(scope, { ...payment, accountId, createdAt: scope.now })
  audit(scope, { subjectType: 'bill_payment', subjectId: payment.id, after: answer })
  signal(scope, 'vendors', vendorId)
  return answer
}
