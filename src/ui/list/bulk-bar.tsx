import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type Action, useActions } from '../page/action.tsx'
import classes from './list.module.css'
import type { Choice } from './row-list.tsx'

/** Acts on all chosen rows at once. Resolve to `false` to keep the choice; a dialog that asks first clears it when it is done. */
export type BulkAction<Row> = Omit<Action, 'run' | 'to' | 'href'> & {
  run: (rows: readonly Row[], clear: () => void) => unknown
}

type Props<Row extends { id: string }> = { actions: readonly BulkAction<Row>[]; rows: readonly Row[]; choice: Choice }

export function BulkBar<Row extends { id: string }>({ actions, rows, choice }: Props<Row>) {
  const chosen = rows.filter((row) => choice.chosen.has(row.id))
  const clear = () => choice.set(new Set())
  const visible = useActions(
    actions.map((action) => ({
      ...action,
      run: async () => {
        if ((await action.run(chosen, clear)) !== false) clear()
      },
    })),
  )
  if (chosen.length === 0) return null
  return (
    <section className={classes.bulk} aria-label="Selected rows">
      <span className="tnum" role="status">
        {chosen.length} selected
      </span>
      {visible.map(({ label, icon: Icon, danger, run, pending }) => (
        <Button
          key={label}
          size="xs"
          variant="default"
          {...(danger ? { c: 'red' } : {})}
          {...(Icon ? { leftSection: <Icon size={14} /> } : {})}
          loading={pending ?? false}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      <ActionIcon variant="subtle" color="gray" onClick={clear} aria-label="Clear the selection">
        <IconX size={16} />
      </ActionIcon>
    </section>
  )
}
