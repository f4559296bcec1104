import { Anchor } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Action, ActionButton, useActions } from './action.tsx'
import classes from './parts.module.css'

export type EmptyProps = {
  title?: string
  /** One sentence: what belongs here and why. */
  sentence: ReactNode
  action?: Action | undefined
  /** A page of the guide: `/help/invoices`. */
  guide?: string | undefined
  icon?: Icon | undefined
}

export function Empty({ title, sentence, action, guide, icon: Icon }: EmptyProps) {
  const [main] = useActions([action])
  return (
    <div className={classes.empty}>
      {Icon && <Icon size={32} stroke={1.2} />}
      {title && <h2 className={classes.emptyTitle}>{title}</h2>}
      <p className={classes.emptySentence}>{sentence}</p>
      {main && <ActionButton action={main} />}
      {guide && (
        <Anchor href={guide} target="_blank" rel="noreferrer" size="sm">
          How it works
        </Anchor>
      )}
    </div>
  )
}
