import { createHash } from 'node:crypto'
import { present } from '#kernel/assert.ts'
import { recordUpload } from '#modules/media/server/index.ts'
import { mediaKey } from '#platform/media/key.ts'
import type { Route } from '#platform/operation.ts'
import { execute, type House } from '#platform/runner.ts'
import { openScope } from '#platform/scope.ts'
import * as calls from '../contract-calls.ts'
import { demoId } from './demo-id.ts'
import { requestOf } from './done.ts'
import { type DemoCompany, system } from './open-company.ts'
import { receiptDocument, receiptPicture } from './receipt-files.ts'

type Bare = { id: string; memberId: string; merchant: string; spentOn: string; amount: string; at: string }

/** The latest expenses get a receipt, pictures and PDFs in turn; those that have one are left alone. */
export async function addReceipts(house: House, routes: readonly Route[], company: DemoCompany): Promise<void> {
  const { operation } = present(routes.find(({ endpoint }) => endpoint === calls.addReceipt))
  if (operation.kind !== 'command') throw new Error(`${operation.name} is no command`)
  const members = new Map([...company.members.values()].map((member) => [member.memberId, member]))
  for (const [at, expense] of (await withoutReceipt(house, company)).entries()) {
    const picture = at % 3 !== 2
    const lines = [expense.merchant, expense.spentOn, '', `Total ${expense.amount}`, 'Thank you']
    const content = picture ? receiptPicture(at) : receiptDocument(lines)
    const id = demoId(`receipt ${expense.id}`)
    const storageKey = mediaKey({ companyId: company.id, purpose: 'files', id })
    const contentType = picture ? 'image/png' : 'application/pdf'
    await house.outside.media.put(storageKey, content, { contentType, maxBytes: content.length })
    const where = {
      companyId: company.id,
      actor: present(members.get(expense.memberId), 'the person works there'),
      origin: { requestId: requestOf(`receipt ${expense.id}`), now: expense.at },
    }
    const sha256 = createHash('sha256').update(content).digest('hex')
    const file = {
      id,
      storageKey,
      fileName: `receipt.${picture ? 'png' : 'pdf'}`,
      contentType,
      sizeBytes: content.length,
    }
    await execute(house, recordUpload, where, { ...file, sha256 })
    await execute(house, operation, where, { expenseId: expense.id, mediaId: id })
  }
}

async function withoutReceipt(house: House, { id }: DemoCompany): Promise<Bare[]> {
  const reading = { ...house, origin: { requestId: 'demo' }, mode: 'read' } as const
  return openScope(reading, id, system, (scope) =>
    scope.sql<Bare>(
      'demo.withoutReceipt',
      `SELECT e.id, e.member_id AS "memberId", m.name AS merchant, e.spent_on AS "spentOn",
              to_char(e.amount_cents / 100.0, 'FM999990.00') AS amount, e.created_at AS at
       FROM (SELECT * FROM expenses WHERE company_id = $1 AND deleted_at IS NULL AND state NOT IN ('draft', 'void') ORDER BY spent_on DESC, id LIMIT 12) e
       JOIN merchants m ON m.company_id = e.company_id AND m.id = e.merchant_id
       WHERE NOT EXISTS (SELECT FROM expense_receipts r WHERE r.company_id = e.company_id AND r.expense_id = e.id)
         AND NOT EXISTS (SELECT FROM audit_events a WHERE a.company_id = e.company_id AND a.request_id = 'demo receipt ' || e.id)
       ORDER BY e.spent_on DESC, e.id`,
      [id],
    ),
  )
}
