import { ActionIcon, Button, Skeleton } from '@mantine/core'
import {
  IconAlertCircle,
  IconChevronLeft,
  IconChevronRight,
  IconCircle,
  IconCircleCheckFilled,
} from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { addMonths } from '#kernel/calendar.ts'
import { LockBooks } from '#modules/ledger/web/index.tsx'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import { type Close, readClose } from '../contract.ts'
import classes from './closing.module.css'
import { stepWords } from './words.ts'

/** What is left to do before a month is over, read from what is there; the last step locks it. */
export function MonthEnd() {
  const [url, setUrl] = useUrl({ month: '' })
  const { data, error, refetch } = useRead(readClose, url.month ? { month: url.month } : {}, { keep: true, staleMs: 0 })
  return (
    <Page
      title="Month-end close"
      lead="Computed from your records: there is nothing to tick off. When everything is done, lock the month."
      below={data && <Month close={data} go={(month) => setUrl({ month })} />}
    >
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : data ? (
        <Steps close={data} />
      ) : (
        <Skeleton h={420} maw={720} />
      )}
    </Page>
  )
}

function Month({ close, go }: { close: Close; go: (month: string) => void }) {
  const format = useFormat()
  return (
    <div className={classes.month}>
      <ActionIcon variant="default" aria-label="The month before" onClick={() => go(addMonths(close.from, -1))}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span>
        {format.date(close.from)} – {format.date(close.to)}
      </span>
      <ActionIcon variant="default" aria-label="The month after" onClick={() => go(addMonths(close.from, 1))}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  )
}

const icons = { done: IconCircleCheckFilled, look: IconCircle, todo: IconAlertCircle }
const said = { done: 'done', look: 'worth a look', todo: 'to do' }

function Steps({ close }: { close: Close }) {
  const mayLock = useCan('books:lock')
  const [locking, setLocking] = useState(false)
  return (
    <ol className={classes.steps}>
      {close.steps.map(({ step, open, state }) => {
        const words = stepWords[step]
        const Icon = icons[state]
        const shown = open >= 100 ? '100+' : open
        return (
          <li key={step} data-state={state}>
            <Icon size={20} aria-hidden />
            <div>
              {words.label}
              <span className="hidden"> ({said[state]})</span>
              {state !== 'done' && (
                <p>
                  {step === 'lock'
                    ? words.one
                    : open === 0
                      ? words.none
                      : `${shown} ${open === 1 ? words.one : words.many}`}
                  . {words.why}
                </p>
              )}
            </div>
            {state !== 'done' && step !== 'lock' && (
              <Button component={GoLink} to={placed(words.to, close)} variant="default" size="xs">
                Look
              </Button>
            )}
            {step === 'lock' && close.over && mayLock && (
              <Button size="xs" variant={state === 'done' ? 'default' : 'filled'} onClick={() => setLocking(true)}>
                {state === 'done' ? 'Change' : 'Lock the month'}
              </Button>
            )}
          </li>
        )
      })}
      <Suspense>
        {locking && (
          <LockBooks through={close.to} lockedThrough={close.lockedThrough} close={() => setLocking(false)} />
        )}
      </Suspense>
    </ol>
  )
}

const placed = (to: string, { from, to: last }: Close) => to.replace('{from}', from).replace('{to}', last)
