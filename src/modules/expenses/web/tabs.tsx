import { Tabs } from '@mantine/core'
import { useGo } from '#ui/link.tsx'
import { useCan } from '#ui/session.ts'

type Place = '/expenses' | '/expenses/approvals' | '/expenses/owed' | '/expenses/categories'

/** The views of expenses, each with an address of its own. */
export function ExpenseTabs({ at }: { at: Place }) {
  const go = useGo()
  const approves = useCan('expenses:approve')
  const reimburses = useCan('expenses:reimburse')
  return (
    <Tabs value={at} onChange={(to) => to && go(to)}>
      <Tabs.List>
        <Tabs.Tab value="/expenses">List</Tabs.Tab>
        {approves && <Tabs.Tab value="/expenses/approvals">Approvals</Tabs.Tab>}
        {reimburses && <Tabs.Tab value="/expenses/owed">Owed</Tabs.Tab>}
        <Tabs.Tab value="/expenses/categories">Categories</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  )
}
