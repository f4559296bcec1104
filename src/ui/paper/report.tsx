import type { ReactNode } from 'react'
import { useFormat } from '../format.ts'
import { GoLink } from '../link.tsx'
import classes from './paper.module.css'

export type ReportColumn = { key: string; header: ReactNode; kind?: 'money' | 'change' | 'text' }

export type ReportCell = { cents?: number | null; text?: ReactNode; to?: string | undefined }

export type ReportRow = {
  key: string
  label: ReactNode
  /** Where the label leads. */
  to?: string | undefined
  /** Depth of indentation, 0 to 6. */
  level?: number
  /** Total: ruled above. Grand: ruled above and doubly below. */
  kind?: 'line' | 'heading' | 'total' | 'grand'
  cells?: Record<string, ReportCell | number | null | undefined>
}

type Props = { label: string; first?: string; columns: readonly ReportColumn[]; rows: readonly ReportRow[] }

/** Rows of a report on paper: indented, totals ruled, negatives in parentheses, zero as a dash, figures as links. */
export function ReportTable({ label, first = '', columns, rows }: Props) {
  // More than two amounts do not fit beside a name on a phone: there each stands under it, with its head before it.
  const stacked = columns.length > 2
  return (
    <div className={classes.scroll}>
      <table className={classes.report} data-stacked={stacked || undefined} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{first || <span className="hidden">Line</span>}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-kind={row.kind}>
              <td style={{ '--level': row.level ?? 0 } as React.CSSProperties}>
                {row.to ? <GoLink to={row.to}>{row.label}</GoLink> : row.label}
              </td>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={column.kind === 'change' ? (classes.change ?? '') : undefined}
                  data-head={typeof column.header === 'string' ? column.header : undefined}
                >
                  <Cell cell={row.cells?.[column.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell }: { cell: ReportCell | number | null | undefined }) {
  const format = useFormat()
  if (cell === null || cell === undefined) return null
  const { cents, text, to } = typeof cell === 'number' ? { cents: cell } : cell
  const shown = text ?? (typeof cents === 'number' ? (cents === 0 ? '–' : format.accounting(cents)) : null)
  return to ? <GoLink to={to}>{shown}</GoLink> : shown
}

/** How much more than before, as a word for the change column: `+12.5%`, `–`, `new`. */
export function changeText(nowCents: number, beforeCents: number, locale = 'en-US'): string {
  if (nowCents === beforeCents) return '–'
  if (beforeCents === 0) return 'new'
  const share = (nowCents - beforeCents) / Math.abs(beforeCents)
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(share)
}
