import { lazy, Suspense } from 'react'
import { useFactorAsked } from '#ui/step-up.ts'

const StepUp = lazy(() => import('./step-up.tsx'))

/** Inside a company: opens the dialog when the server asks for a second factor. */
export function StepUpHost() {
  if (!useFactorAsked()) return null
  return (
    <Suspense fallback={null}>
      <StepUp />
    </Suspense>
  )
}
