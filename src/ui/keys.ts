import { useEffect, useRef, useSyncExternalStore } from 'react'

/** `keys`: one key (`n`), two in a row (`g i`), or with ⌘/Ctrl (`mod+s`, `mod+Enter`, also inside fields). */
export type KeyBinding = { keys: string; label: string; run: () => void; group?: string | undefined }

type Registered = { current: readonly KeyBinding[] }

const registered: Registered[] = []
const listeners = new Set<() => void>()
let snapshot: readonly KeyBinding[] = []
let awaited = ''
let awaitedSince = 0

const singleKeysOff = 'ez360.singleKeys'

/** Single keys can be switched off in the help dialog: they disturb people who speak to their computer. */
export const singleKeys = {
  on: () => localStorage.getItem(singleKeysOff) !== 'off',
  set: (on: boolean) => localStorage.setItem(singleKeysOff, on ? 'on' : 'off'),
}

/** Keys while this component is on screen; the latest component wins. Fields and open dialogs keep their keys. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const mine = useRef(bindings)
  mine.current = bindings
  useEffect(() => {
    if (registered.length === 0) document.addEventListener('keydown', onKeyDown)
    registered.push(mine)
    changed()
    return () => {
      registered.splice(registered.indexOf(mine), 1)
      if (registered.length === 0) document.removeEventListener('keydown', onKeyDown)
      changed()
    }
  }, [])
}

/** Everything that the keyboard does right now, for the help dialog. */
export function useActiveKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

function changed(): void {
  snapshot = registered.flatMap((one) => one.current)
  for (const listener of listeners) listener()
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const modified = event.metaKey || event.ctrlKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (modified) {
    if (!event.altKey) fire(`mod+${key}`, event)
    return
  }
  if (event.altKey || !singleKeys.on() || inField(event.target) || document.querySelector('[aria-modal="true"]')) return
  const pair = awaited && event.timeStamp - awaitedSince < 1000 ? `${awaited} ${key}` : ''
  awaited = ''
  if (pair && fire(pair, event)) return
  if (fire(key, event)) return
  awaited = key
  awaitedSince = event.timeStamp
}

function fire(keys: string, event: KeyboardEvent): boolean {
  for (const one of registered.toReversed()) {
    const binding = one.current.find((candidate) => candidate.keys === keys)
    if (!binding) continue
    event.preventDefault()
    binding.run()
    return true
  }
  return false
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  )
}
