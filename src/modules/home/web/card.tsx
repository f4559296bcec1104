import type { ReactNode } from 'react'
import { GoLink } from '#ui/link.tsx'
import classes from './home.module.css'

type Props = { title: string; more?: { label: string; to: string }; wide?: boolean; children: ReactNode }

/** One question and its answer. */
export function Card({ title, more, wide, children }: Props) {
  return (
    <section className={classes.card} data-wide={wide || undefined} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {more && (
          <GoLink to={more.to} className={classes.more}>
            {more.label}
          </GoLink>
        )}
      </header>
      {children}
    </section>
  )
}

type Row = { id: string; to: string; name: ReactNode; note: ReactNode; value?: ReactNode }

/** A few rows that open; or the sentence that says there are none. */
export function Rows({ rows, none }: { rows: readonly Row[]; none: string }) {
  if (rows.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.rows}>
      {rows.map(({ id, to, name, note, value }) => (
        <li key={id}>
          <GoLink to={to}>
            <span className={classes.name}>{name}</span>
            <span className={classes.note}>{note}</span>
            {value !== undefined && <span className={classes.value}>{value}</span>}
          </GoLink>
        </li>
      ))}
    </ul>
  )
}
