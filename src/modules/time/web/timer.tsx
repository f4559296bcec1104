import { Drawer, Popover } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import { useLive } from '#ui/events.ts'
import { useKeys } from '#ui/keys.ts'
import { setTitlePrefix } from '#ui/page/title.ts'
import { useCompany } from '#ui/session.ts'
import { formatDuration } from '../domain/typed.ts'
import { clockText } from './duration-input.tsx'
import { useLongQuestion } from './long-question.ts'
import classes from './timer.module.css'
import type { PanelProps } from './timer-panel.tsx'
import { ranLong, type UsedTimer, useElapsed, useTimer } from './use-timer.ts'

// On every screen: what is only seen after a press loads with it.
const LongTimer = lazy(() => import('./long-timer.tsx'))

/** The timer's two places: always in the navbar, and the big button in the phone's bottom bar; none in a closed company. */
export default function Timer({ place }: { place: 'navbar' | 'bar' }) {
  const { closed } = useCompany()
  if (closed) return null
  return place === 'navbar' ? <NavbarTimer /> : <BarTimer />
}

function NavbarTimer() {
  const used = useTimer()
  const { Panel, open, setOpen } = usePanel()
  const question = useLongQuestion(used)
  useLive({ timer: ['/timer'] })
  const stop = () => (ranLong(used.seconds()) ? question.ask() : void used.stop())
  useKeys([
    {
      keys: 't',
      label: 'Start or stop the timer',
      group: 'Everywhere',
      run: () => (used.timer ? stop() : void setOpen(true)),
    },
  ])
  if (used.loading) return null
  return (
    <div className={classes.navbar}>
      <Popover opened={open} onChange={setOpen} width={360} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          {used.timer ? <Running used={used} open={() => setOpen(!open)} /> : <Idle open={() => setOpen(!open)} />}
        </Popover.Target>
        <Popover.Dropdown aria-label="Timer">
          {Panel && <Panel used={used} stop={stop} close={() => setOpen(false)} />}
        </Popover.Dropdown>
      </Popover>
      {used.timer && (
        <button type="button" className={classes.stop} onClick={stop} aria-label="Stop the timer" title="Stop (t)">
          <IconPlayerStop size={16} />
        </button>
      )}
      <Suspense>{question.asked && <LongTimer used={used} close={question.close} />}</Suspense>
    </div>
  )
}

type ButtonProps = React.ComponentProps<'button'> & { open: () => void }

function Idle({ open, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classes.idle} onClick={open} title="Start the timer (t)">
      <IconPlayerPlay size={16} />
      <span>Start timer</span>
    </button>
  )
}

function Running({ used, open, ...rest }: ButtonProps & { used: UsedTimer }) {
  const seconds = useElapsed(used.timer, used.receivedMs)
  const { timer } = used
  useTitleOf(timer ? `${timer.runningSince ? '▶' : '⏸'} ${formatDuration(Math.floor(seconds / 60))}` : '')
  if (!timer) return null
  const what = timer.projectName ?? timer.serviceName ?? 'No project'
  return (
    <button
      type="button"
      {...rest}
      className={classes.running}
      onClick={open}
      data-paused={timer.runningSince === null || undefined}
      data-long={ranLong(seconds) || undefined}
      aria-label={`Timer ${timer.runningSince ? 'running' : 'paused'}: ${what}. Show it`}
    >
      <span className={classes.dot} />
      <span className={classes.what}>
        {what}
        {timer.projectName && timer.serviceName && <span className="quiet"> · {timer.serviceName}</span>}
      </span>
      <span role="timer" aria-live="off" className={classes.clock}>
        {clockText(seconds)}
      </span>
    </button>
  )
}

function BarTimer() {
  const used = useTimer()
  const { Panel, open, setOpen } = usePanel()
  const [asked, setAsked] = useState(false)
  const seconds = useElapsed(used.timer, used.receivedMs)
  const stop = () => {
    setOpen(false)
    if (ranLong(used.seconds())) setAsked(true)
    else void used.stop()
  }
  return (
    <>
      <button
        type="button"
        className={classes.big}
        data-on={used.timer ? true : undefined}
        onClick={() => setOpen(true)}
        aria-label={used.timer ? 'Timer running. Show it' : 'Start the timer'}
      >
        {used.timer ? (
          <span className="tnum">{formatDuration(Math.floor(seconds / 60))}</span>
        ) : (
          <IconPlayerPlay size={24} />
        )}
      </button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="bottom"
        size="auto"
        classNames={{ content: classes.sheet ?? '' }}
        title={used.timer ? 'Timer' : 'Start the timer'}
        closeButtonProps={{ 'aria-label': 'Close', size: 'lg' }}
      >
        {Panel && <Panel used={used} stop={stop} close={() => setOpen(false)} />}
      </Drawer>
      <Suspense>{asked && <LongTimer used={used} close={() => setAsked(false)} />}</Suspense>
    </>
  )
}

/** The panel is there before it opens, so that its first field gets the focus. */
function usePanel() {
  const [Panel, setPanel] = useState<ComponentType<PanelProps> | undefined>(undefined)
  const [open, setOpen] = useState(false)
  return {
    Panel,
    open,
    setOpen: async (next: boolean) => {
      if (next && !Panel) {
        const { TimerPanel } = await import('./timer-panel.tsx')
        setPanel(() => TimerPanel)
      }
      setOpen(next)
    },
  }
}

function useTitleOf(text: string): void {
  useEffect(() => {
    setTitlePrefix(text)
    return () => setTitlePrefix('')
  }, [text])
}
