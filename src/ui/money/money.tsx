import { useFormat } from '../format.ts'
import classes from './money.module.css'

type Props = {
  cents: number | null | undefined
  /** The company's when not said. */
  currency?: string | undefined
  /** `($12.00)` instead of `-$12.00`: in the books. */
  accounting?: boolean
  /** What zero looks like; `–` in the books. */
  zero?: string
  strong?: boolean
}

/** An amount in tabular figures. Put it in a right-aligned place. */
export function Money({ cents, currency, accounting, zero, strong }: Props) {
  const format = useFormat()
  if (cents === null || cents === undefined) return null
  const write = accounting ? format.accounting : format.money
  const text = cents === 0 && zero !== undefined ? zero : write(cents, currency ?? format.currency)
  return (
    <span className={classes.money} data-zero={cents === 0 || undefined} data-strong={strong || undefined}>
      {text}
    </span>
  )
}
