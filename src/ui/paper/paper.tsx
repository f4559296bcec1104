import type { ReactNode } from 'react'
import classes from './paper.module.css'

type Props = {
  children: ReactNode
  /** At least a letter page high: documents. */
  letter?: boolean
  wide?: boolean
  /** Company, title, period, basis: reports. */
  company?: string
  title?: string
  lines?: readonly (string | undefined | false)[]
}

/** A sheet on the desk: documents, statements, reports. */
export function Paper({ children, letter, wide, company, title, lines = [] }: Props) {
  return (
    <article className={classes.paper} data-letter={letter || undefined} data-wide={wide || undefined}>
      {title && (
        <header className={classes.head}>
          {company && <p>{company}</p>}
          <h2>{title}</h2>
          {lines.filter(Boolean).map((line) => (
            <p key={String(line)}>{line}</p>
          ))}
        </header>
      )}
      {children}
    </article>
  )
}
