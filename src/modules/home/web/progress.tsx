import { GoLink } from '#ui/link.tsx'
import classes from './home.module.css'
import { useSteps } from './steps.ts'

/** How far the first steps are; gone when they are done or cannot be told. */
export function Progress() {
  const { steps, done, next } = useSteps()
  if (next === undefined) return null
  return (
    <GoLink to="/getting-started" className={classes.progress}>
      <span>
        Getting started
        <span className="quiet">
          {done} of {steps.length}
        </span>
      </span>
      <progress value={done} max={steps.length} aria-label="First steps done" />
    </GoLink>
  )
}
