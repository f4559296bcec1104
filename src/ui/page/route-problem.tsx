import type { ErrorComponentProps } from '@tanstack/react-router'
import { asProblem } from '../problem.ts'
import { Problem } from './problem.tsx'

/** A screen that could not be shown. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  // A new release replaced the files that this tab still names.
  const outdated = /dynamically imported module|module script failed|preload CSS/i.test(String(error))
  if (outdated) {
    return (
      <Problem
        title="There is a newer version"
        sentence="EZ360PM was updated while this tab was open. Load it again to go on; drafts are kept."
        retryLabel="Load again"
        retry={() => location.reload()}
      />
    )
  }
  return <Problem problem={asProblem(error)} retry={reset} />
}
