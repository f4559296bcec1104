import { beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { reimburseExpenses } from './reimburse-expenses.ts'

/** SQL around the code, as the application and as the owner of the tables: pains 1 and 20. */
const house = useHouse()
const make = expenseCast(house)
let approved = ''
let reimbursed = ''
let submitted = ''

beforeAll(async () => {
  await seedWork(house)
  approved = await make.approved('cy', { projectId: work.website, billable: true })
  reimbursed = await make.approved('cy', { paidBy: 'member' })
  submitted = await make.submitted('cy')
  await house.as.ada.execute(reimburseExpenses, { ids: [reimbursed] })
})

describe.each(['app', 'owner'] as const)('as %s', (role) => {
  const run = (text: string, id: string) => house.sql(role, text, [id], companies.maple.id)

  test.each`
    change                                                                          | what
    ${'amount_cents = amount_cents + 1'}                                            | ${'amount'}
    ${'tax_cents = 1'}                                                              | ${'tax'}
    ${"spent_on = '2026-01-01'"}                                                    | ${'day'}
    ${"posted_on = '2026-01-01'"}                                                   | ${'posting day'}
    ${'category_id = (SELECT id FROM expense_categories ORDER BY id DESC LIMIT 1)'} | ${'category'}
    ${'client_id = NULL, billable = false'}                                         | ${'client'}
    ${"paid_by = 'member', paying_account_id = NULL"}                               | ${'payer'}
    ${'notes = NULL, markup_percent = 5'}                                           | ${'markup'}
    ${'deleted_at = now()'}                                                         | ${'life, softly'}
  `('the $what of an approved expense stays', async ({ change }) => {
    await expect(run(`UPDATE expenses SET ${change} WHERE id = $1`, approved)).rejects.toThrow(/is locked/)
  })

  test('no state goes back, and none is skipped', async () => {
    const to = (state: string, id: string) =>
      run(`UPDATE expenses SET state = '${state}', posted_on = NULL WHERE id = $1`, id)
    await expect(to('draft', approved)).rejects.toThrow(/cannot go from approved to draft/)
    await expect(to('submitted', approved)).rejects.toThrow(/cannot go/)
    await expect(to('reimbursed', submitted)).rejects.toThrow(/cannot go/)
    const unpaid = "UPDATE expenses SET state = 'approved', reimbursement_id = NULL WHERE id = $1"
    await expect(run(unpaid, reimbursed)).rejects.toThrow(/was paid back/)
    const unposted = "UPDATE expenses SET state = 'approved' WHERE id = $1"
    await expect(run(unposted, submitted)).rejects.toThrow(/expenses_posted/)
  })

  test.each(['expenses', 'expense_reimbursements', 'expense_reimbursement_items', 'expense_receipts', 'merchants'])(
    'nothing of %s goes',
    async (table) => {
      if (role === 'owner') {
        await expect(house.sql('owner', `TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only|cannot truncate/)
      }
      if (table.startsWith('expense_reimbursement')) {
        await expect(house.sql(role, `DELETE FROM ${table}`, [], companies.maple.id)).rejects.toThrow(/append-only/)
        const text = `UPDATE ${table} SET amount_cents = 1`
        await expect(house.sql(role, text, [], companies.maple.id)).rejects.toThrow(/append-only/)
      }
      if (table === 'expenses')
        await expect(run('DELETE FROM expenses WHERE id = $1', approved)).rejects.toThrow(/locked/)
    },
  )

  test('a client is charged only for what is approved and billable', async () => {
    const bill = `UPDATE expenses SET document_id = (SELECT id FROM documents LIMIT 1), document_line_id = id, billed_cents = 1 WHERE id = $1`
    const draft = `INSERT INTO documents (company_id, id, document_type, client_id, issued_on) VALUES ($1, gen_random_uuid(), 'invoice', $2, '2026-03-01')`
    await house.sql('owner', draft, [companies.maple.id, work.birch], companies.maple.id)
    await expect(run(bill, reimbursed)).rejects.toThrow(/expense_not_billable/)
    await expect(run(bill, submitted)).rejects.toThrow(/expense_not_billable/)
  })
})
