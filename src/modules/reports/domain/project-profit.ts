import { sumCents } from '#kernel/money.ts'

/** What one period says of one project. */
export type ProjectPart = {
  projectId: string | null
  projectName: string
  clientId: string | null
  clientName: string | null
  revenueCents: number
  expenseCents: number
  labourCents: number
  minutes: number
  unratedMinutes: number
}

const measures = ['revenueCents', 'expenseCents', 'profitCents', 'labourCents', 'afterLabourCents', 'minutes'] as const
type Measures = Record<(typeof measures)[number], number[]>
type ProjectRow = Pick<ProjectPart, 'projectId' | 'projectName' | 'clientId' | 'clientName'> & Measures

/** One row per project, an amount per period in each measure; largest revenue first, what names no project last. */
export function projectRows(parts: readonly (readonly ProjectPart[])[]): ProjectRow[] {
  const rows = new Map<string | null, ProjectRow>()
  parts.forEach((part, at) => {
    for (const { projectId, projectName, clientId, clientName, ...figures } of part) {
      const row = rows.get(projectId) ?? { projectId, projectName, clientId, clientName, ...zeros(parts.length) }
      const profitCents = figures.revenueCents - figures.expenseCents
      const all = { ...figures, profitCents, afterLabourCents: profitCents - figures.labourCents }
      for (const measure of measures) row[measure][at] = all[measure]
      rows.set(projectId, row)
    }
  })
  return [...rows.values()]
    .filter((row) => measures.some((measure) => row[measure].some((amount) => amount !== 0)))
    .sort((a, b) => Number(a.projectId === null) - Number(b.projectId === null) || first(b) - first(a) || byName(a, b))
}

export function projectTotals(rows: readonly ProjectRow[], columns: number): Measures {
  const totals = zeros(columns)
  for (const measure of measures) {
    totals[measure] = totals[measure].map((_, at) => sumCents(rows.map((row) => row[measure][at] ?? 0)))
  }
  return totals
}

const first = (row: ProjectRow) => row.revenueCents[0] ?? 0
const byName = (a: ProjectRow, b: ProjectRow) => (a.projectName < b.projectName ? -1 : 1)

function zeros(columns: number): Measures {
  const none = () => Array.from({ length: columns }, () => 0)
  return {
    revenueCents: none(),
    expenseCents: none(),
    profitCents: none(),
    labourCents: none(),
    afterLabourCents: none(),
    minutes: none(),
  }
}
