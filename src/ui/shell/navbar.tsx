import { IconSearch } from '@tabler/icons-react'
import { Suspense } from 'react'
import { GoLink } from '../link.tsx'
import { useModules } from '../module.ts'
import { useCurrentTrail } from '../page/trail.ts'
import { useCompany } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import classes from './shell.module.css'

type Props = { openPalette: () => void; openKeys: () => void }

export function Navbar({ openPalette, openKeys }: Props) {
  const timers = useModules().flatMap((module) => module.timer ?? [])
  return (
    // No `header`: Mantine's dialogs bring their own, and a page has one.
    <section className={classes.navbar} aria-label="Top bar">
      <Trail />
      <div className={classes.spread} />
      <button type="button" className={classes.search} onClick={openPalette} aria-label="Search and commands">
        <IconSearch size={16} />
        <span>Search</span>
        <kbd>{modifier}K</kbd>
      </button>
      <Suspense>
        {timers.map((Timer, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of modules never changes
          <Timer key={at} place="navbar" />
        ))}
      </Suspense>
      <AccountMenu openKeys={openKeys} />
    </section>
  )
}

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '

function Trail() {
  const company = useCompany()
  const trail = [{ label: company.name, to: '/' }, ...useCurrentTrail()]
  return (
    <nav aria-label="Breadcrumb">
      <ol className={classes.trail}>
        {trail.map((crumb, at) => (
          <li key={`${crumb.to} ${crumb.label}`} aria-current={at === trail.length - 1 ? 'page' : undefined}>
            {at > 0 && <span aria-hidden="true">/</span>}
            {crumb.to ? <GoLink to={crumb.to}>{crumb.label}</GoLink> : <span>{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
