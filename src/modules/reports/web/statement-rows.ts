import { useMediaQuery } from '@mantine/hooks'
import { changeText, type ReportCell, type ReportColumn, type ReportRow } from '#ui/paper/report.tsx'
import type { StatementSection } from '../contract-parts.ts'

/** Where the figure of a row in a column leads. */
export type PathOf = (row: { accountId: string | null; key: string }, column: number) => string | undefined

/** A column per period, and the change when there are two and room for it. */
export function useStatementColumns(heads: readonly string[]): ReportColumn[] {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const columns: ReportColumn[] = heads.map((header, at) => ({ key: `c${at}`, header }))
  if (heads.length < 2 || phone) return columns
  return [
    ...columns,
    { key: 'change', header: 'Change', kind: 'change' },
    { key: 'share', header: '%', kind: 'change' },
  ]
}

/** How changes read: in which language, and from which column to which (`sooner`: the first is the earlier one). */
export type Look = { locale: string; sooner: boolean }

/** A figure per column, and how much it changed. */
export function statementCells(
  cents: readonly number[],
  path: (column: number) => string | undefined,
  { locale, sooner }: Look,
): Record<string, ReportCell> {
  const figures = cents.map((one, at) => [`c${at}`, { cents: one, to: one === 0 ? undefined : path(at) }] as const)
  const [now, before] = sooner ? [cents[1], cents[0]] : cents
  if (now === undefined || before === undefined) return Object.fromEntries(figures)
  const changed = { change: { cents: now - before }, share: { text: changeText(now, before, locale) } }
  return { ...Object.fromEntries(figures), ...changed }
}

/** A heading, its accounts, its total; `totalPath` is where totals lead. */
export function sectionRows(
  section: StatementSection,
  pathOf: PathOf,
  totalPath: (column: number) => string | undefined,
  look: Look,
): ReportRow[] {
  const { key, title, rows, totalCents } = section
  return [
    { key, label: title, kind: 'heading' },
    ...rows.map((row): ReportRow => {
      const label = row.code === null ? row.name : `${row.code} ${row.name}`
      return { key: row.key, label, level: 1, cells: statementCells(row.cents, (at) => pathOf(row, at), look) }
    }),
    {
      key: `${key}-total`,
      label: `Total ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      kind: 'total',
      cells: statementCells(totalCents, totalPath, look),
    },
  ]
}
