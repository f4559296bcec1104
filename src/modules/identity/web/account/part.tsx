import { type ReactNode, useId } from 'react'
import classes from './account.module.css'

type Props = { title: string; lead?: ReactNode; children: ReactNode }

/** One matter of the account: what it is on the left, what is there on the right. */
export function Part({ title, lead, children }: Props) {
  const id = useId()
  return (
    <section className={classes.part} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {lead && <p>{lead}</p>}
      </div>
      <div>{children}</div>
    </section>
  )
}
