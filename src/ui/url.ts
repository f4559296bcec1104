import { useNavigate, useSearch } from '@tanstack/react-router'

type Flat = Record<string, string>

/** Searches are flat strings: an address that people can read, and no value that changes its type on the way. */
export function parseSearch(text: string): Flat {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return text ? `?${text}` : ''
}

/**
 * What the address remembers of this screen: `const [url, setUrl] = useUrl({ tab: 'activity', q: '' })`. Values equal
 * to their default leave the address. Changing replaces the address; `{ push: true }` adds a step back.
 */
export function useUrl<T extends Flat>(defaults: T): [T, (patch: Partial<T>, how?: { push?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Flat
  const navigate = useNavigate()
  const values = { ...defaults }
  for (const key of Object.keys(defaults) as (keyof T & string)[]) {
    const found = search[key]
    if (found !== undefined) values[key] = found as T[typeof key]
  }
  function set(patch: Partial<T>, how: { push?: boolean } = {}) {
    void navigate({
      to: '.',
      replace: !how.push,
      resetScroll: false,
      search: ((before: Flat) => {
        const next: Record<string, string | undefined> = { ...before, ...patch }
        for (const [key, value] of Object.entries(next)) if (value === defaults[key]) delete next[key]
        return next
      }) as never,
    })
  }
  return [values, set]
}
