import { useEffect, useSyncExternalStore } from 'react'
import { useTitle } from './title.ts'

export type Crumb = { label: string; to?: string | undefined }

let trail: readonly Crumb[] = []
const listeners = new Set<() => void>()

/** Where this page is: shown in the navbar and as the tab's title. `Page` calls it. */
export function useTrail(title: string, crumbs: readonly Crumb[] = []): void {
  useTitle(title)
  const text = JSON.stringify([...crumbs, { label: title }])
  useEffect(() => {
    trail = JSON.parse(text) as Crumb[]
    for (const listener of listeners) listener()
  }, [text])
}

export function useCurrentTrail(): readonly Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => trail,
  )
}
