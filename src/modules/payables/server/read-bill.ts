import { clientNames } from '#modules/clients/server/index.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import type { PaymentOfBill } from '../contract.ts'
import * as contract from '../contract.ts'
import { attachedFiles } from './attachment-store.ts'
import { loadBill, loadLines } from './bill-store.ts'
import { loadEntries } from './entry-queries.ts'
import { accountNames } from './payment-queries.ts'
import { answerBill } from './to-bill.ts'

/** One bill with all around it that its screen shows. */
export const readBill = query({
  name: 'payables.readBill',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readBill.input,
  async run(scope, { billId }) {
    const row = await loadBill(scope, billId)
    const bill = await answerBill(scope, row, await loadLines(scope, billId))
    const { lines } = bill
    const accounts = await accountNames(
      scope,
      lines.map((line) => line.accountId),
    )
    const clients = await clientNames(
      scope,
      lines.flatMap((line) => line.clientId ?? []),
    )
    const projects = await projectNames(
      scope,
      lines.flatMap((line) => line.projectId ?? []),
    )
    return {
      ...bill,
      lines: lines.map((line) => ({
        ...line,
        accountCode: accounts.get(line.accountId)?.code ?? '',
        accountName: accounts.get(line.accountId)?.name ?? '',
        clientName: clients.get(line.clientId ?? '') ?? null,
        projectName: projects.get(line.projectId ?? '') ?? null,
      })),
      recurringBillName: await planName(scope, row.recurringBillId),
      payments: await paymentsOf(scope, billId),
      attachments: await attachedFiles(scope, billId),
      entries: await loadEntries(scope, ['bill', 'bill_void'], [billId]),
    }
  },
})

async function planName(scope: Scope, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [plan] = await scope.sql<{ name: string }>(
    'payables.planName',
    'SELECT name FROM recurring_bills WHERE company_id = $1 AND id = $2',
    [scope.companyId, id],
  )
  return plan?.name ?? null
}

async function paymentsOf(scope: Scope, billId: string): Promise<PaymentOfBill[]> {
  return scope.sql<PaymentOfBill>(
    'payables.paymentsOfBill',
    `SELECT p.id AS "paymentId", p.paid_on AS "paidOn", a.amount_cents AS "amountCents", c.name AS "accountName", p.reference,
            r.reversed_on AS "reversedOn"
     FROM bill_payment_allocations a
     JOIN bill_payments p ON p.company_id = a.company_id AND p.id = a.payment_id
     JOIN accounts c ON c.company_id = p.company_id AND c.id = p.account_id
     LEFT JOIN bill_payment_reversals r ON r.company_id = p.company_id AND r.payment_id = p.id
     WHERE a.company_id = $1 AND a.bill_id = $2 ORDER BY p.paid_on, p.id`,
    [scope.companyId, billId],
  )
}
