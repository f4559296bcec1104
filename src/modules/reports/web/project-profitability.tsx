import { durationText } from '#ui/format.ts'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-sales.ts'
import { useColumnHeads } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { linesPath, type Place } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { useLongReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

const title = 'Project profitability'

/** What projects earned and cost in the books, and after the labour that went into them. */
export function ProjectProfitability() {
  const asked = useLongReport(contract.projectProfitability, { from: '', to: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const { heads, period, known } = useColumnHeads(report?.columns)
  const shown = report?.columns[0]
  return (
    <ReportPage
      title={title}
      asked={asked}
      moreLabel="Show more projects"
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <ViewControls url={url} set={setUrl} />
        </>
      }
      lines={[
        period,
        'Accrual basis; labour at the cost of the day it was approved',
        known || (heads[1] && `Beside: ${heads[1]}`),
      ]}
      wide
    >
      {report &&
        (report.items.length === 0 ? (
          <p className={classes.nothing}>No project earned or cost anything in this period.</p>
        ) : (
          <ReportTable label={title} first="Project" columns={columnsOf(heads[1])} rows={rowsOf(report)} />
        ))}
      {report && report.unratedMinutes > 0 && (
        <p className={classes.footnote}>
          {durationText(report.unratedMinutes * 60)} hours are counted without a cost: their members have no cost rate.
        </p>
      )}
    </ReportPage>
  )
}

function columnsOf(compared: string | undefined): ReportColumn[] {
  return [
    { key: 'revenue', header: 'Revenue' },
    { key: 'expense', header: 'Expenses' },
    { key: 'profit', header: 'Profit' },
    { key: 'hours', header: 'Hours' },
    { key: 'labour', header: 'Labour' },
    { key: 'after', header: 'After labour' },
    ...(compared === undefined
      ? []
      : [{ key: 'before', header: `After labour, ${compared}`, kind: 'change' as const }]),
  ]
}

type Report = typeof contract.ProjectProfitability._output
type Figures = Report['totals']

function rowsOf(report: Report): ReportRow[] {
  const { items, totals, columns } = report
  const place = columns[0] ?? { from: null, to: '' }
  return [
    ...items.map((row): ReportRow => {
      const { projectId, projectName, clientName } = row
      const label = clientName ? `${projectName} · ${clientName}` : projectName
      const filter = projectId ? { projectId } : { without: 'project' }
      const hours = `/time/list?${new URLSearchParams({ projectId: projectId ?? '', from: place.from ?? '', to: place.to })}`
      const cells = cellsOf(row, place, filter, projectId ? hours : undefined)
      return { key: projectId ?? 'none', label, to: projectId ? `/projects/${projectId}` : undefined, cells }
    }),
    { key: 'total', label: 'Total', kind: 'grand', cells: cellsOf(totals, place, {}) },
  ]
}

function cellsOf(
  figures: Figures,
  place: Place,
  filter: Record<string, string>,
  hoursPath?: string,
): Record<string, ReportCell> {
  const figure = ([cents = 0]: number[], kind: string) => ({
    cents,
    to: cents === 0 ? undefined : linesPath(place, { kind, ...filter }),
  })
  const [minutes = 0] = figures.minutes
  const [labour = 0] = figures.labourCents
  const [after = 0, before = 0] = figures.afterLabourCents
  return {
    revenue: figure(figures.revenueCents, 'income'),
    expense: figure(figures.expenseCents, 'expense'),
    profit: figure(figures.profitCents, 'profit'),
    hours: { text: minutes === 0 ? '–' : durationText(minutes * 60), to: minutes === 0 ? undefined : hoursPath },
    labour: { cents: labour, to: labour === 0 ? undefined : hoursPath },
    after: { cents: after },
    before: { cents: before },
  }
}
