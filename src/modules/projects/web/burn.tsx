import { Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './projects.module.css'

type Props = {
  label: string
  used: number
  budget: number
  /** How much is used and how much there is, in words of its unit. */
  text: ReactNode
  /** In a list: the bar alone, named for those who cannot see it. */
  bare?: boolean
}

const colours = { well: 'var(--ez-accent)', close: 'var(--ez-amber)', over: 'var(--ez-red)' }

/** How much of a budget is used. Amber from four fifths on, red when it is exceeded; the words say so too. */
export function Burn({ label, used, budget, text, bare = false }: Props) {
  const percent = budget === 0 ? (used > 0 ? 101 : 0) : Math.floor((used / budget) * 100)
  const tone = percent > 100 ? 'over' : percent >= 80 ? 'close' : 'well'
  const words = percent > 100 ? `${percent} %, over budget` : `${percent} %`
  const bar = (
    <Progress
      size={6}
      value={Math.min(percent, 100)}
      color={colours[tone]}
      aria-label={`${label}: ${words}`}
      className={classes.bar}
    />
  )
  if (bare) return bar
  return (
    <div className={classes.burn}>
      <div className={classes.burnHead}>
        <span className={classes.burnLabel}>{label}</span>
        <span className="tnum">{text}</span>
        <span className={classes.burnPercent} data-tone={tone}>
          {words}
        </span>
      </div>
      {bar}
    </div>
  )
}
