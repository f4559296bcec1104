import { Button, Skeleton } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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
  /** From `useReport`. */
  asked: {
    csvHref: string
    read: Pick<UseQueryResult, 'isPending' | 'isPlaceholderData' | 'error' | 'data'> & { refetch: () => unknown }
    /** The next page, when there is one. */
    more?: { load: () => void; pending: boolean } | undefined
  }
  /** On the button below for more of them. */
  moreLabel?: string
  /** Under the title on the paper: period, basis. */
  lines: readonly (string | undefined | false)[]
  wide?: boolean
  /** More has to come before there is something to show. */
  waiting?: boolean
  children: ReactNode
}

const crumbsOfReports: readonly Crumb[] = [{ label: 'Reports', to: '/reports' }]

/** A report: what it is asked for above, the sheet below, print and CSV at the top. */
export function ReportPage(props: Props) {
  const { title, controls, asked, lines, wide, waiting, children } = props
  const { read, csvHref, more } = asked
  const loading = read.isPending || read.data === undefined || waiting === true
  const stale = read.isPlaceholderData
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
      {read.error && loading ? (
        <Problem problem={asProblem(read.error)} retry={() => void read.refetch()} />
      ) : (
        <div className={classes.sheet} data-stale={stale || undefined} aria-busy={loading || stale}>
          <Paper company={name} title={title} lines={lines} wide={wide ?? false}>
            {loading ? <Waiting /> : children}
            {more && !loading && (
              <div className={classes.foot}>
                <Button variant="default" size="xs" onClick={more.load} loading={more.pending}>
                  {props.moreLabel ?? 'Show more'}
                </Button>
              </div>
            )}
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
