import { Select } from '@mantine/core'
import { type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import * as contract from '../contract-sales.ts'
import { useColumnHeads } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { linesPath, servicePath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { type Look, statementCells, useStatementColumns } from './statement-rows.ts'
import { useLongReport } from './use-report.ts'
import { ViewControls } from './view-controls.tsx'

const share: ReportColumn = { key: 'part', header: 'Share', kind: 'change' }
const names = { client: 'Client', project: 'Project', service: 'Service' }

/** Who or what the income came from. */
export function Revenue() {
  const asked = useLongReport(contract.revenue, { by: '', from: '', to: '', compare: '', knownAt: '' })
  const { url, setUrl, report } = asked
  const { heads, period, known, look } = useColumnHeads(report?.columns)
  const statement = useStatementColumns(heads.length === 1 ? ['Amount'] : heads)
  const columns = heads.length === 1 ? [...statement, share] : statement
  const shown = report?.columns[0]
  const by = report?.by ?? 'client'
  return (
    <ReportPage
      title={`Revenue by ${by}`}
      asked={asked}
      controls={
        <>
          <Select
            label="By"
            size="xs"
            w={{ base: '100%', sm: 116 }}
            allowDeselect={false}
            data={contract.groupings.map((value) => ({ value, label: names[value] }))}
            value={url.by || 'client'}
            onChange={(chosen) => setUrl({ by: chosen === 'client' ? '' : (chosen ?? '') })}
          />
          <PeriodControl url={url} set={setUrl} shown={shown && { from: shown.from ?? '', to: shown.to }} />
          <ViewControls url={url} set={setUrl} />
        </>
      }
      lines={[period, 'Accrual basis, before tax', known]}
    >
      {report &&
        (report.items.length === 0 ? (
          <p className={classes.nothing}>Nothing was earned in this period.</p>
        ) : (
          <ReportTable label={`Revenue by ${by}`} first={names[by]} columns={columns} rows={rowsOf(report, look)} />
        ))}
    </ReportPage>
  )
}

type Report = typeof contract.Revenue._output
type Item = Report['items'][number]

function rowsOf(report: Report, look: Look): ReportRow[] {
  const { by, columns, items, totalCents } = report
  const lines = (filter: Record<string, string>) => (at: number) => {
    const column = columns[at]
    return column && linesPath(column, { kind: 'income', ...filter })
  }
  // What a service earned stands in the lines of documents, not in those of the journal.
  const pathOf = ({ recordId, key }: Item) => {
    if (by === 'service' && key === 'other')
      return lines({ sources: '-invoice,invoice_void,credit_note,credit_note_reversal' })
    if (by === 'service') {
      return (at: number) => {
        const column = columns[at]
        return column && servicePath(key, column)
      }
    }
    return lines(recordId ? { [`${by}Id`]: recordId } : { without: by })
  }
  const percent = new Intl.NumberFormat(look.locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const [whole = 0] = totalCents
  const partText = ({ cents: [part = 0] }: Item) => (whole > 0 ? percent.format(part / whole) : '')
  return [
    ...items.map((item): ReportRow => {
      const to = item.recordId && by !== 'service' ? `/${by}s/${item.recordId}` : undefined
      return {
        key: item.key,
        label: item.name,
        to,
        cells: { ...statementCells(item.cents, pathOf(item), look), part: { text: partText(item) } },
      }
    }),
    { key: 'total', label: 'Total income', kind: 'grand', cells: statementCells(totalCents, lines({}), look) },
  ]
}
