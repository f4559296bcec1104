import { Skeleton } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/api.ts'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import type { Crumb } from '#ui/page/trail.ts'
import { Paper } from '#ui/paper/paper.tsx'
import { asProblem } from '#ui/problem.ts'
import { useCompany } from '#ui/session.ts'
import classes from './reports.module.css'

type Props = {
  title: string
  crumbs?: readonly Crumb[]
  /** Period, date, comparison. */
  controls: ReactNode
  csvHref: string
  /** Under the title on the paper: period, basis. */
  lines: readonly (string | undefined | false)[]
  wide?: boolean
  loading: boolean
  stale: boolean
  problem: unknown
  retry: () => void
  children: ReactNode
}

const crumbsOfReports: readonly Crumb[] = [{ label: 'Reports', to: '/reports' }]

/** A report: what it is asked for above, the sheet below, print and CSV at the top. */
export function ReportPage(props: Props) {
  const { title, controls, csvHref, lines, wide, loading, stale, problem, retry, children } = props
  const { name } = useCompany()
  return (
    <Page
      title={title}
      crumbs={[...crumbsOfReports, ...(props.crumbs ?? [])]}
      secondary={[
        { label: 'Print', icon: IconPrinter, run: () => window.print() },
        { label: 'CSV', icon: IconDownload, href: csvHref },
      ]}
      below={<div className={classes.controls}>{controls}</div>}
    >
      {problem && loading ? (
        <Problem problem={asProblem(problem) as ApiProblem} retry={retry} />
      ) : (
        <div className={classes.sheet} data-stale={stale || undefined} aria-busy={loading || stale}>
          <Paper company={name} title={title} lines={lines} wide={wide ?? false}>
            {loading ? <Waiting /> : children}
          </Paper>
        </div>
      )}
    </Page>
  )
}

function Waiting() {
  return (
    <div className={classes.waiting} role="status" aria-label="Loading">
      {['82%', '74%', '88%', '69%', '80%', '91%'].map((width) => (
        <Skeleton key={width} h={14} w={width} />
      ))}
    </div>
  )
}
