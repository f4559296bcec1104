import { Money } from '#ui/money/money.tsx'
import classes from './payments.module.css'

/** Above payments: what of them is on its way. Nothing when nothing is. */
export function OnItsWay({ cents }: { cents: number }) {
  if (cents === 0) return null
  return (
    <div className={classes.hint} role="status">
      <span>
        On its way: <Money cents={cents} strong />. It is owed until it arrives.
      </span>
    </div>
  )
}
