import classes from './parts.module.css'

export type StateColour = 'grey' | 'blue' | 'green' | 'amber' | 'red'

/** The house's states by colour: grey rests, blue is under way, green is well, amber waits for somebody, red is wrong. */
const colours: Record<string, StateColour> = {
  draft: 'grey',
  archived: 'grey',
  void: 'grey',
  inactive: 'grey',
  closed: 'grey',
  cancelled: 'grey',
  expired: 'grey',
  sent: 'blue',
  open: 'blue',
  scheduled: 'blue',
  running: 'blue',
  billed: 'blue',
  processing: 'blue',
  submitted: 'blue',
  paid: 'green',
  settled: 'green',
  credited: 'grey',
  written: 'grey',
  accepted: 'green',
  approved: 'green',
  active: 'green',
  posted: 'green',
  succeeded: 'green',
  reconciled: 'green',
  partial: 'amber',
  partially: 'amber',
  pending: 'amber',
  delayed: 'amber',
  unbilled: 'amber',
  paused: 'amber',
  invited: 'amber',
  due: 'amber',
  trial: 'amber',
  overdue: 'red',
  rejected: 'red',
  declined: 'red',
  failed: 'red',
  refunded: 'red',
  reversed: 'red',
  locked: 'red',
} // prettier-ignore

type Props = {
  /** `sent`, `partially_paid`, … : the word comes from it unless `label` says another. */
  state: string
  label?: string | undefined
  colour?: StateColour | undefined
}

/** A dot and the word: a state is never colour alone. */
export function StateDot({ state, label, colour }: Props) {
  const words = state.replaceAll(/[_-]/g, ' ')
  return (
    <span
      className={classes.state}
      data-colour={colour ?? colours[state] ?? colours[words.split(' ')[0] ?? ''] ?? 'grey'}
    >
      {label ?? words.charAt(0).toUpperCase() + words.slice(1)}
    </span>
  )
}
