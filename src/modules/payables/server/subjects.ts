import type { Subject } from '#platform/database/subject.ts'

export const subjects: readonly Subject[] = [
  { types: ['vendor'], table: 'vendors', name: 'd.name' },
  {
    types: ['bill'],
    table: 'bills',
    name: `(SELECT o.name FROM vendors o WHERE o.company_id = d.company_id AND o.id = d.vendor_id) || ', ' || coalesce(d.number, d.billed_on::text)`,
    gone: 'd.deleted_at IS NOT NULL',
  },
  {
    types: ['bill_payment'],
    table: 'bill_payments',
    name: `(SELECT o.name FROM vendors o WHERE o.company_id = d.company_id AND o.id = d.vendor_id) || ', ' || d.paid_on`,
  },
  { types: ['recurring_bill'], table: 'recurring_bills', name: 'd.name' },
]
