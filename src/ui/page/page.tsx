import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useKeys } from '../keys.ts'
import { useGo } from '../link.tsx'
import { type Action, ActionButton, ActionMenu, useActions } from './action.tsx'
import classes from './page.module.css'
import { type Crumb, useTrail } from './trail.ts'
import { WithinPage } from './within-page.ts'

export type PageProps = {
  title: string
  crumbs?: readonly Crumb[] | undefined
  /** Beside the title, quietly: `128` or `about 12,400`. */
  count?: ReactNode
  /** Beside the title: a `StateDot`. */
  state?: ReactNode
  lead?: ReactNode
  primary?: Action | undefined
  /** Beside the primary, less loud; at most two. */
  secondary?: readonly (Action | undefined)[] | undefined
  menu?: readonly (Action | undefined)[] | undefined
  /** Below the title: figures, tabs, filters. */
  below?: ReactNode
  /** At the right: facts, related, activity. */
  rail?: ReactNode
  narrow?: boolean
  children?: ReactNode
}

/** A screen: title row, a row below it, the body, and perhaps a rail. */
export function Page(props: PageProps) {
  const { title, crumbs, count, state, lead, below, rail, narrow, children } = props
  useTrail(title, crumbs)
  return (
    <WithinPage value={true}>
      <div className={classes.page} data-narrow={narrow || undefined}>
        <div className={classes.titleRow}>
          <h1 className={classes.title}>{title}</h1>
          {count !== undefined && <span className={classes.count}>{count}</span>}
          {state}
          <PageActions primary={props.primary} secondary={props.secondary} menu={props.menu} />
        </div>
        {lead && <p className={classes.lead}>{lead}</p>}
        {below && <div className={classes.below}>{below}</div>}
        {rail ? (
          <div className={`${classes.body} ${classes.withRail}`}>
            <div>{children}</div>
            <aside className={classes.rail} aria-label="Details">
              {rail}
            </aside>
          </div>
        ) : (
          children && <div className={classes.body}>{children}</div>
        )}
      </div>
    </WithinPage>
  )
}

function PageActions({ primary, secondary = [], menu = [] }: Pick<PageProps, 'primary' | 'secondary' | 'menu'>) {
  const go = useGo()
  const [main] = useActions([primary])
  const others = useActions(secondary)
  const inMenu = useActions(menu)
  const keyed = [main, ...others, ...inMenu].filter((action) => action?.keys && !action.disabled)
  useKeys(
    keyed.map((action) => ({
      keys: action?.keys ?? '',
      label: action?.label ?? '',
      run: () => (action?.to ? go(action.to) : action?.run?.()),
    })),
  )
  if (!main && others.length === 0 && inMenu.length === 0) return null
  const more = (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label="More actions">
      <IconDots size={18} />
    </ActionIcon>
  )
  return (
    <div className={classes.actions}>
      {inMenu.length > 0 && <ActionMenu actions={inMenu} target={more} />}
      {others.map((action) => (
        <ActionButton key={action.label} action={action} variant="default" />
      ))}
      {main && <ActionButton action={main} />}
    </div>
  )
}
