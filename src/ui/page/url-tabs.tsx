import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUrl } from '../url.ts'

export type UrlTab = { value: string; label: string; count?: number | undefined; content: () => ReactNode }

/** Tabs that the address remembers (`?tab=activity`); the first one is the default. */
export function UrlTabs({ tabs, name = 'tab' }: { tabs: readonly UrlTab[]; name?: string }) {
  const first = tabs[0]?.value ?? ''
  const [url, setUrl] = useUrl({ [name]: first })
  const current = tabs.find((tab) => tab.value === url[name]) ?? tabs[0]
  return (
    <Tabs value={current?.value ?? first} onChange={(value) => setUrl({ [name]: value ?? first })} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
            {tab.count !== undefined && <span className="quiet tnum"> {tab.count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.value === current?.value && tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
