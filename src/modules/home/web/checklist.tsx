import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { GoLink } from '#ui/link.tsx'
import classes from './home.module.css'
import { stepWords, type useSteps } from './steps.ts'

/** The first steps in their order; the next one carries the button. */
export function Checklist({ steps, next }: Pick<ReturnType<typeof useSteps>, 'steps' | 'next'>) {
  return (
    <ol className={classes.steps}>
      {steps.map(({ key, done }) => {
        const words = stepWords[key]
        return (
          <li key={key} data-done={done || undefined}>
            {done ? <IconCircleCheckFilled size={20} aria-hidden /> : <IconCircle size={20} stroke={1.6} aria-hidden />}
            <div>
              {done ? <span>{words.label}</span> : <GoLink to={words.to}>{words.label}</GoLink>}
              <span className="hidden">{done ? ' (done)' : ' (to do)'}</span>
              <p>{words.why}</p>
            </div>
            {key === next && (
              <Button component={GoLink} to={words.to} size="xs">
                {words.act}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
