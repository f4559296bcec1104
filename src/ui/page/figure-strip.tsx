import { Popover, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { GoLink } from '../link.tsx'
import { Money } from '../money/money.tsx'
import classes from './parts.module.css'

export type Figure = {
  label: string
  /** An amount … */
  cents?: number | null | undefined
  /** … or anything else: hours, a count. */
  value?: ReactNode
  note?: ReactNode
  tone?: 'red' | 'green' | undefined
  /** Where the figure comes from: a screen, or an explanation that opens here. */
  to?: string | undefined
  explain?: ReactNode
}

/** Three to five figures, each opening to its explanation. `undefined` while loading. */
export function FigureStrip({ figures }: { figures: readonly Figure[] | undefined }) {
  return (
    <div className={classes.figures}>
      {figures === undefined
        ? ['a', 'b', 'c', 'd'].map((key) => (
            <div key={key} className={classes.figure}>
              <Skeleton h={12} w={72} my={2} />
              <Skeleton h={20} w={112} mt={8} mb={2} />
            </div>
          ))
        : figures.map((figure) => <OneFigure key={figure.label} figure={figure} />)}
    </div>
  )
}

function OneFigure({ figure }: { figure: Figure }) {
  const inner = (
    <>
      <span className={classes.figureLabel}>{figure.label}</span>
      <span className={classes.figureValue} data-tone={figure.tone}>
        {figure.value ?? <Money cents={figure.cents} />}
      </span>
      {figure.note && <span className={classes.figureNote}>{figure.note}</span>}
    </>
  )
  if (figure.to) {
    return (
      <GoLink to={figure.to} className={classes.figure}>
        {inner}
      </GoLink>
    )
  }
  if (!figure.explain) return <div className={classes.figure}>{inner}</div>
  return (
    <Popover width={320} position="bottom-start">
      <Popover.Target>
        <button type="button" className={classes.figure}>
          {inner}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{figure.explain}</Popover.Dropdown>
    </Popover>
  )
}
