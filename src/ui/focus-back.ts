import { useEffect } from 'react'

/**
 * For drawers and dialogs that are mounted to be opened: when they go, the focus returns to whatever had it before.
 * Mantine does so only for those that stay mounted.
 */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    }
  }, [])
}
