import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useLive } from '../events.ts'
import { useKeys } from '../keys.ts'
import { useGo } from '../link.tsx'
import { useModules } from '../module.ts'
import { NotFound } from '../page/not-found.tsx'
import { rememberCompany, useCompanyId, useMay, useMe } from '../session.ts'
import { BottomBar } from './bottom-bar.tsx'
import { InPlan } from './in-plan.tsx'
import { Navbar } from './navbar.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import classes from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { catchTypedAhead, type TypedAhead } from './typed-ahead.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Toasts = lazy(() => import('./toasts.tsx'))
const KeyHelp = lazy(() => import('./key-help.tsx'))

/** Everything around a company's screens. */
export function Shell() {
  const companyId = useCompanyId()
  const me = useMe()
  const member = me?.companies.some((one) => one.id === companyId)
  useEffect(() => {
    if (member && companyId) rememberCompany(companyId)
  }, [member, companyId])
  if (!me) return null
  if (!member) return <NotFound />
  return <Frame key={companyId} />
}

function Frame() {
  const [open, setOpen] = useState<'palette' | 'keys' | undefined>(undefined)
  const banners = useModules().flatMap((module) => module.banner ?? [])
  const typed = useRef<TypedAhead | undefined>(undefined)
  const openPalette = () => {
    typed.current?.stop()
    typed.current = catchTypedAhead()
    setOpen('palette')
  }
  const close = () => {
    typed.current?.stop()
    setOpen(undefined)
  }
  // Another role, or none any more: what may be seen follows at once.
  useLive({ members: ['/me'], company: ['/me'] })
  useShellKeys({ palette: openPalette, keys: () => setOpen('keys') })
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      <Sidebar />
      <div className={classes.column}>
        <OfflineBanner />
        <Suspense>
          {banners.map((Banner, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list of modules never changes
            <Banner key={at} />
          ))}
        </Suspense>
        <Navbar openPalette={openPalette} openKeys={() => setOpen('keys')} />
        <main id="main" tabIndex={-1} className={classes.main}>
          <InPlan />
        </main>
      </div>
      <BottomBar />
      <Suspense>
        <Toasts />
      </Suspense>
      <Suspense>
        {open === 'palette' && <Palette typed={typed.current} close={close} />}
        {open === 'keys' && <KeyHelp close={close} />}
      </Suspense>
    </div>
  )
}

/** ⌘K, `?`, `/`, and the keys of the modules' entries and commands. */
function useShellKeys(open: { palette: () => void; keys: () => void }): void {
  const go = useGo()
  const may = useMay()
  const companyId = useCompanyId() ?? ''
  const modules = useModules()
  const places = modules.flatMap((module) => module.navigation ?? []).filter((entry) => may(entry.needs, entry.feature))
  const commands = modules
    .flatMap((module) => module.commands ?? [])
    .filter((command) => may(command.needs, command.feature))
  useKeys([
    { keys: 'mod+k', label: 'Search and commands', group: 'Everywhere', run: open.palette },
    { keys: '?', label: 'Keyboard shortcuts', group: 'Everywhere', run: open.keys },
    { keys: '/', label: 'Search', group: 'Everywhere', run: open.palette },
    ...places.flatMap((entry) =>
      entry.keys ? [{ keys: entry.keys, label: entry.label, group: 'Go to', run: () => go(entry.to) }] : [],
    ),
    ...commands.flatMap(({ keys, label, to, run }) =>
      keys ? [{ keys, label, group: 'Do', run: () => (to ? go(to) : void run?.({ companyId, go })) }] : [],
    ),
  ])
}
