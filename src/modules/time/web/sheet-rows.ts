import type { Timesheet, TimesheetRow } from '../contract.ts'

/** What a row of the sheet is for. */
export type RowSubject = Pick<
  TimesheetRow,
  'projectId' | 'projectName' | 'clientName' | 'catalogItemId' | 'serviceName'
>
export type Cell = TimesheetRow['cells'][number]
export type Row = RowSubject & { key: string; minutes: number; cells: ReadonlyMap<string, Cell> }

/** The server's rows, and those that somebody added and that hold nothing yet. */
export function rowsOf(sheet: Timesheet, added: readonly RowSubject[]): Row[] {
  const there = sheet.rows.map(({ cells, ...row }) => ({
    ...row,
    key: keyOfRow(row),
    cells: new Map(cells.map((cell) => [cell.workedOn, cell])),
  }))
  const known = new Set(there.map((row) => row.key))
  const more: Row[] = []
  for (const subject of added) {
    const key = keyOfRow(subject)
    if (known.has(key)) continue
    known.add(key)
    more.push({ ...subject, key, minutes: 0, cells: new Map() })
  }
  return [...there, ...more]
}

function keyOfRow({ projectId, catalogItemId, serviceName }: RowSubject): string {
  return JSON.stringify([projectId, catalogItemId, serviceName?.toLowerCase() ?? null])
}

/** A cell can be typed into when it is empty or holds one draft of the reader's own. */
export function isTypable(sheet: Pick<Timesheet, 'mine'>, cell: Cell | undefined): boolean {
  if (!sheet.mine) return false
  if (!cell || cell.entries.length === 0) return true
  return cell.entries.length === 1 && cell.entries[0]?.state === 'draft'
}

/** The word for a cell with entries in several states: the least advanced. */
export function stateOfCell(cell: Cell): string {
  const states = cell.entries.map((entry) => entry.state)
  return ['draft', 'submitted', 'approved', 'billed'].find((state) => states.includes(state as never)) ?? 'draft'
}
