import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  {
    types: ['expense'],
    table: 'expenses',
    name: `(SELECT o.name FROM merchants o WHERE o.company_id = d.company_id AND o.id = d.merchant_id) || ', ' || d.spent_on`,
    gone: 'd.deleted_at IS NOT NULL',
  },
  {
    types: ['expense_reimbursement'],
    table: 'expense_reimbursements',
    name: `(SELECT o.display_name FROM members o WHERE o.company_id = d.company_id AND o.id = d.member_id) || ', ' || d.paid_on`,
  },
  { types: ['expense_category'], table: 'expense_categories', name: 'd.name' },
  { types: ['merchant'], table: 'merchants', name: 'd.name' },
]
