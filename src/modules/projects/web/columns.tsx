import { durationText } from '#ui/format.ts'
import type { Column } from '#ui/list/columns.ts'
import { Day } from '#ui/page/when.tsx'
import type { ProjectListItem } from '../contract.ts'
import { Burn } from './burn.tsx'
import { ProjectStateDot } from './project-state-dot.tsx'
import classes from './projects.module.css'

/** What a list of projects shows; without the client's name where there is only one. */
export function projectColumns({ client = true } = {}): Column<ProjectListItem>[] {
  const columns: Column<ProjectListItem>[] = [
    { key: 'name', header: 'Project', cell: (project) => project.name, sort: true },
    { key: 'client', header: 'Client', cell: (project) => project.clientName, width: 220 },
    {
      key: 'number',
      header: 'Number',
      cell: (project) => <span className="tnum">{project.number}</span>,
      optional: true,
      width: 120,
      card: 'none',
    },
    { key: 'state', header: 'State', cell: (project) => <ProjectStateDot state={project.state} />, width: 120 },
    { key: 'dueOn', header: 'Due', cell: (project) => <Day date={project.dueOn} />, optional: true, width: 120 },
    {
      key: 'hours',
      header: 'Hours',
      cell: (project) => <Hours project={project} />,
      align: 'right',
      optional: true,
      width: 216,
      card: 'none',
    },
    {
      key: 'unbilled',
      header: 'Unbilled',
      cell: ({ unbilledMinutes }) => unbilledMinutes > 0 && durationText(unbilledMinutes * 60),
      align: 'right',
      width: 100,
      card: 'amount',
    },
  ]
  return columns.filter((column) => client || column.key !== 'client')
}

/** Hours so far, as a part of the budget where there is one. */
function Hours({ project: { name, loggedMinutes, budgetMinutes } }: { project: ProjectListItem }) {
  const logged = durationText(loggedMinutes * 60)
  if (budgetMinutes === null) return loggedMinutes > 0 && logged
  return (
    <span className={classes.hours}>
      <Burn label={`Hours used of ${name}`} used={loggedMinutes} budget={budgetMinutes} text={logged} bare />
      <span>
        {logged} <span className="quiet">of {durationText(budgetMinutes * 60)}</span>
      </span>
    </span>
  )
}
