import { Drawer } from '@mantine/core'
import { IconClock, IconDots, IconFileInvoice, IconHome } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { GoLink } from '../link.tsx'
import { useModules } from '../module.ts'
import { CompanySwitcher } from './company-switcher.tsx'
import { useNavigation } from './navigation.ts'
import classes from './shell.module.css'
import { NavGroups } from './sidebar.tsx'

/** The phone's five: Home, Time, the big timer, Invoices, More. */
export function BottomBar() {
  const [more, setMore] = useState(false)
  const timers = useModules().flatMap((module) => module.timer ?? [])
  const open = new Set(useNavigation().flatMap(({ entries }) => entries.map((entry) => entry.to)))
  return (
    <>
      <nav className={classes.bottom} aria-label="Main">
        <Tab to="/" label="Home" icon={<IconHome size={22} stroke={1.6} />} />
        {open.has('/time') ? <Tab to="/time" label="Time" icon={<IconClock size={22} stroke={1.6} />} /> : <span />}
        <div className={classes.timer}>
          <Suspense>
            {timers.map((Timer, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of modules never changes
              <Timer key={at} place="bar" />
            ))}
          </Suspense>
        </div>
        {open.has('/invoices') ? (
          <Tab to="/invoices" label="Invoices" icon={<IconFileInvoice size={22} stroke={1.6} />} />
        ) : (
          <span />
        )}
        <button type="button" className={classes.tab} onClick={() => setMore(true)}>
          <IconDots size={22} stroke={1.6} />
          More
        </button>
      </nav>
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="80%"
        title="Go to"
        className={classes.drawer ?? ''}
        closeButtonProps={{ 'aria-label': 'Close', size: 'lg' }}
      >
        <CompanySwitcher />
        <NavGroups onGo={() => setMore(false)} />
      </Drawer>
    </>
  )
}

function Tab({ to, label, icon }: { to: string; label: string; icon: React.ReactNode }) {
  return (
    <GoLink to={to} className={classes.tab} exact={to === '/'}>
      {icon}
      {label}
    </GoLink>
  )
}
