import { Tabs } from '@mantine/core'
import { useGo } from '#ui/link.tsx'
import { useCan } from '#ui/session.ts'

type Place = '/time' | '/time/list' | '/time/approvals'

/** The three views of time, each with an address of its own. */
export function TimeTabs({ at }: { at: Place }) {
  const go = useGo()
  const approves = useCan('time:approve')
  return (
    <Tabs value={at} onChange={(to) => to && go(to)}>
      <Tabs.List>
        <Tabs.Tab value="/time">Week</Tabs.Tab>
        <Tabs.Tab value="/time/list">List</Tabs.Tab>
        {approves && <Tabs.Tab value="/time/approvals">Approvals</Tabs.Tab>}
      </Tabs.List>
    </Tabs>
  )
}
