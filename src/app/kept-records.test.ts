import { beforeAll, expect, test } from 'vitest'
import { deleteClient } from '#modules/clients/contract.ts'
import { createExpense } from '#modules/expenses/contract.ts'
import { createRecurringBill } from '#modules/payables/contract.ts'
import { deleteProject } from '#modules/projects/contract.ts'
import { createPlan } from '#modules/recurring/contract.ts'
import { useHouse } from '#testing/house.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
const payables = payablesCast(house)
let [vendorId, accountId, categoryId] = ['', '', '']
beforeAll(async () => {
  vendorId = await payables.vendor('Landlord')
  accountId = await payables.account('6000')
  const categories = await house.sql<{ id: string }>('app', 'SELECT id FROM expense_categories LIMIT 1')
  categoryId = categories[0]?.id ?? ''
})

type Of = { clientId: string; projectId: string }
const monthly = { frequency: 'monthly', every: 1, dayOfMonth: 1 } as const
const uses: [what: string, use: (of: Of) => Promise<unknown>][] = [
  ['a draft of a bill', ({ projectId }) => payables.draft(vendorId, [{ accountId, projectId, unitPriceCents: 100 }])],
  [
    'a recurring bill',
    ({ projectId }) =>
      house.as.ben.http.call(createRecurringBill, {
        ...{ vendorId, name: 'Rent', ...monthly, startsOn: '2027-01-01', dueDays: 5 },
        lines: [{ accountId, projectId, unitPriceCents: 100 }],
      }),
  ],
  [
    'a plan of invoices',
    ({ clientId, projectId }) =>
      house.as.mia.http.call(createPlan, {
        ...{ name: 'Care', clientId, projectId, ...monthly, nextRunOn: '2027-01-01' },
        lines: [{ name: 'Care', unitPriceCents: 100 }],
      }),
  ],
  [
    'a draft of an expense',
    ({ projectId }) =>
      house.as.ada.http.call(createExpense, {
        ...{ merchantName: 'Paper', spentOn: '2026-03-02', amountCents: 100, projectId, categoryId },
      }),
  ],
]

test.each(uses)('a client and a project that %s names are kept', async (_what, use) => {
  const clientId = await work.client()
  const projectId = await work.project(clientId)
  const made = (await use({ clientId, projectId })) as { statusCode?: number; body?: string }
  expect([made.statusCode ?? 201, made.statusCode === 201 || made.statusCode === undefined ? '' : made.body]).toEqual([
    201,
    '',
  ])
  const project = await house.as.ben.http.call(deleteProject, { projectId })
  expect([project.statusCode, project.json().type]).toEqual([409, '/problems/project_kept'])
  await house.sql('owner', 'UPDATE projects SET deleted_at = now() WHERE id = $1', [projectId])
  const client = await house.as.ben.http.call(deleteClient, { clientId })
  expect([client.statusCode, client.json().type]).toEqual([409, '/problems/client_kept'])
})
