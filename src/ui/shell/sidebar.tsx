import { Suspense } from 'react'
import { GoLink } from '../link.tsx'
import { type NavEntry, useModules } from '../module.ts'
import { CompanySwitcher } from './company-switcher.tsx'
import { useNavigation } from './navigation.ts'
import classes from './shell.module.css'

export function Sidebar() {
  const progress = useModules().flatMap((module) => module.progress ?? [])
  return (
    <nav className={classes.sidebar} aria-label="Main">
      <CompanySwitcher />
      <div className={classes.groups}>
        <NavGroups />
      </div>
      <div className={classes.foot}>
        <Suspense>
          {progress.map((Progress, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list of modules never changes
            <Progress key={at} />
          ))}
        </Suspense>
      </div>
    </nav>
  )
}

/** The groups of entries; also in the phone's drawer. */
export function NavGroups({ onGo }: { onGo?: () => void }) {
  return useNavigation().map(({ group, entries }) => (
    <div key={group}>
      <h2 className={classes.group} data-first={group === 'Home' || undefined}>
        {group}
      </h2>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={entry.to}>
            <Entry entry={entry} onGo={onGo} />
          </li>
        ))}
      </ul>
    </div>
  ))
}

function Entry({ entry, onGo }: { entry: NavEntry; onGo: (() => void) | undefined }) {
  return (
    <GoLink to={entry.to} className={classes.entry} exact={entry.to === '/'} onClick={onGo}>
      <entry.icon size={18} stroke={1.6} />
      {entry.label}
    </GoLink>
  )
}
