import { lazy, Suspense } from 'react'

const EntryDrawer = lazy(async () => ({ default: (await import('./entry-drawer.tsx')).EntryDrawer }))

/** The drawer of the entry that the address names; it comes when one is asked for. */
export function EntryBeside({ entryId, close }: { entryId: string; close: () => void }) {
  if (entryId === '') return null
  return (
    <Suspense fallback={null}>
      <EntryDrawer entryId={entryId} close={close} />
    </Suspense>
  )
}
