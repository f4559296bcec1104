import type { Deletable } from '#platform/database/deletable.ts'

export const deletables: readonly Deletable[] = [
  {
    kind: 'bills',
    table: 'bills',
    subject: "'bill'",
    name: `(SELECT v.name FROM vendors v WHERE v.company_id = d.company_id AND v.id = d.vendor_id)
      || ', ' || coalesce(d.number, d.billed_on::text)`,
    within: {},
    topic: 'bills',
  },
]
