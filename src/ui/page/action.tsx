import { Button, type ButtonProps, Menu } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Permission } from '#kernel/permissions.ts'
import type { Feature } from '#kernel/plans.ts'
import { GoLink } from '../link.tsx'
import { useCompanyId, useMay, useMe } from '../session.ts'

/** Something to do: goes to a screen (`to`), downloads (`href`) or acts (`run`). Hidden from whoever may not. */
export type Action = {
  label: string
  to?: string | undefined
  href?: string | undefined
  run?: (() => void) | undefined
  icon?: Icon | undefined
  needs?: Permission | undefined
  feature?: Feature | undefined
  danger?: boolean | undefined
  /** Why it is not possible now; shown instead of acting. */
  disabled?: string | false | undefined
  /** Leaves it out altogether. */
  hidden?: boolean | undefined
  /** A key on this screen, such as `n`. */
  keys?: string | undefined
  pending?: boolean | undefined
}

/** Those that this person may do and sees; in a closed company those that change nothing. */
export function useActions(actions: readonly (Action | undefined)[]): Action[] {
  const may = useMay()
  const companyId = useCompanyId()
  const closed = useMe()?.companies.some((one) => one.id === companyId && one.closed)
  return actions.filter(
    (action): action is Action =>
      action !== undefined &&
      !action.hidden &&
      may(action.needs, action.feature) &&
      (!closed || !action.needs || action.needs.endsWith(':read') || action.href !== undefined),
  )
}

export function ActionButton({ action, ...look }: { action: Action } & Omit<ButtonProps, 'children'>) {
  const { label, icon: Icon, danger, disabled, pending } = action
  const props = {
    ...look,
    ...(danger ? { color: 'red' } : {}),
    ...(Icon ? { leftSection: <Icon size={16} stroke={1.8} /> } : {}),
    loading: pending ?? false,
    title: disabled || undefined,
  } as ButtonProps & { title?: string }
  if (disabled) {
    return (
      <Button {...props} data-disabled aria-disabled onClick={(event: React.MouseEvent) => event.preventDefault()}>
        {label}
      </Button>
    )
  }
  if (action.to) {
    return (
      <Button {...props} component={GoLink} to={action.to}>
        {label}
      </Button>
    )
  }
  if (action.href) {
    return (
      <Button {...props} component="a" href={action.href} download>
        {label}
      </Button>
    )
  }
  return (
    <Button {...props} onClick={action.run}>
      {label}
    </Button>
  )
}

/** A menu of actions; nothing when there are none. Dangerous ones come last, apart. */
export function ActionMenu({ actions, target }: { actions: readonly (Action | undefined)[]; target: ReactNode }) {
  const visible = useActions(actions)
  if (visible.length === 0) return null
  const calm = visible.filter((action) => !action.danger)
  const grave = visible.filter((action) => action.danger)
  return (
    <Menu>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {calm.map((action) => (
          <ActionItem key={action.label} action={action} />
        ))}
        {calm.length > 0 && grave.length > 0 && <Menu.Divider />}
        {grave.map((action) => (
          <ActionItem key={action.label} action={action} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ActionItem({ action }: { action: Action }) {
  const { label, icon: Icon, danger, disabled } = action
  const props = {
    ...(danger ? { 'data-danger': true } : {}),
    ...(Icon ? { leftSection: <Icon size={16} stroke={1.6} /> } : {}),
    disabled: Boolean(disabled),
    title: disabled || undefined,
  } as { title?: string }
  if (action.to && !disabled) {
    return (
      <Menu.Item {...props} component={GoLink} to={action.to}>
        {label}
      </Menu.Item>
    )
  }
  if (action.href && !disabled) {
    return (
      <Menu.Item {...props} component="a" href={action.href} download>
        {label}
      </Menu.Item>
    )
  }
  return (
    <Menu.Item {...props} onClick={action.run}>
      {label}
    </Menu.Item>
  )
}
