import { Fragment, type ReactNode } from 'react'
import classes from './parts.module.css'

type Props = { heading?: string; facts: readonly (readonly [label: string, value: ReactNode])[] }

/** Name and value, line by line. Facts without a value are left out. */
export function Facts({ heading, facts }: Props) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
  if (known.length === 0) return null
  return (
    <section>
      {heading && <h2 className={classes.heading}>{heading}</h2>}
      <dl className={classes.facts}>
        {known.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
