import { NativeSelect, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { type PeriodName, periodNames } from '#kernel/calendar.ts'
import type { ApiProblem } from '#ui/api.ts'
import { useLive } from '#ui/events.ts'
import { durationText, useFormat } from '#ui/format.ts'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { Aging } from './aging.tsx'
import { Card } from './card.tsx'
import { Checklist } from './checklist.tsx'
import { useFigures } from './figures.ts'
import classes from './home.module.css'
import { LongestDue, OpenProjects, RecentExpenses, RecentPayments } from './lists.tsx'
import { useSteps } from './steps.ts'
import { ToDo } from './to-do.tsx'

// After the figures, in its own time: the chart is the heaviest thing here.
const Trend = lazy(async () => ({ default: (await import('./trend.tsx')).Trend }))

const usual: PeriodName = 'this_month'
const periods = periodNames.map((value) => {
  const words = value.replaceAll('_', ' ')
  return { value, label: words.charAt(0).toUpperCase() + words.slice(1) }
})

/** Where the company stands: one question per card. */
export function DashboardScreen() {
  const [url, setUrl] = useUrl({ period: usual as string })
  const period = periodNames.find((name) => name === url.period) ?? usual
  const { data, error, refetch, isPlaceholderData } = useRead(contract.readDashboard, { period }, { keep: true })
  useLive({
    invoices: ['/dashboard', '/onboarding'],
    payments: ['/dashboard', '/onboarding'],
    time: ['/dashboard'],
    expenses: ['/dashboard'],
  })
  const figures = useFigures(data)
  const format = useFormat()
  if (error && !data) return <Problem problem={error as ApiProblem} retry={() => void refetch()} />
  const seesMoney = data === undefined || data.figures !== null
  return (
    <Page
      title="Home"
      below={
        <div className={classes.top} data-stale={isPlaceholderData || undefined}>
          {seesMoney && (
            <NativeSelect
              aria-label="Period"
              size="xs"
              w={172}
              data={periods}
              value={period}
              onChange={(event) => setUrl({ period: event.currentTarget.value as PeriodName })}
            />
          )}
          {data && (
            <span className="quiet">
              {seesMoney ? `${format.date(data.from)} – ${format.date(data.to)} · ` : ''}
              You tracked {durationText(data.toDo.weekMinutes * 60)} this week
            </span>
          )}
          {seesMoney && (
            <div className={classes.figures}>
              <FigureStrip figures={figures} />
            </div>
          )}
        </div>
      }
    >
      {data ? <Cards data={data} /> : <Skeleton h={320} />}
    </Page>
  )
}

function Cards({ data }: { data: contract.Dashboard }) {
  const { steps, next } = useSteps()
  const { figures, invoices, payments, projects } = data
  const isNew = steps.some(({ key, done }) => key === 'sent' && !done)
  const hasTrend = figures?.trend.some((one) => one.revenueCents !== 0 || one.expensesCents !== 0)
  return (
    <div className={classes.cards}>
      {isNew && (
        <Card title="Your first steps" more={{ label: 'All of it', to: '/getting-started' }} wide>
          <Checklist steps={steps} next={next} />
        </Card>
      )}
      {!isNew && <ToDo toDo={data.toDo} />}
      {!isNew && invoices && <LongestDue invoices={invoices} today={data.today} />}
      {figures && hasTrend && (
        <Card title="What came in, month by month" wide>
          <Suspense fallback={<Skeleton h={260} />}>
            <Trend months={figures.trend} />
          </Suspense>
        </Card>
      )}
      {figures && figures.outstandingCents > 0 && <Aging aging={figures.aging} total={figures.outstandingCents} />}
      <OpenProjects projects={projects} />
      {!isNew && payments && <RecentPayments payments={payments} />}
      {data.expenses.length > 0 && <RecentExpenses expenses={data.expenses} />}
    </div>
  )
}
