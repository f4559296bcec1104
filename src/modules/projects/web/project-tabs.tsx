import { durationText, useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import { type Slots, useModules } from '#ui/module.ts'
import { type UrlTab, UrlTabs } from '#ui/page/url-tabs.tsx'
import { useMay } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'
import type { Project, ProjectOverview } from '../contract.ts'
import { Burn } from './burn.tsx'
import classes from './projects.module.css'

type Props = { project: Project; overview: ProjectOverview | undefined }

export function ProjectTabs({ project, overview }: Props) {
  const modules = useModules()
  const may = useMay()
  const filled = (name: keyof Slots) => modules.some((one) => one.slots?.[name])
  const id = project.id
  const tabs: (UrlTab | false)[] = [
    { value: 'overview', label: 'Overview', content: () => <Overview project={project} overview={overview} /> },
    {
      value: 'time',
      label: 'Time',
      content: () =>
        filled('projectTime') ? (
          <Slot name="projectTime" projectId={id} />
        ) : (
          <p>
            <TextLink to={`/time/list?projectId=${id}`}>Time on this project</TextLink>
          </p>
        ),
    },
    filled('projectExpenses') &&
      may('expenses:own') && {
        value: 'expenses',
        label: 'Expenses',
        content: () => <Slot name="projectExpenses" projectId={id} />,
      },
    may('documents:read') && {
      value: 'invoices',
      label: 'Invoices',
      content: () =>
        filled('projectInvoices') ? (
          <Slot name="projectInvoices" projectId={id} />
        ) : (
          <p>
            <TextLink to={`/invoices?projectId=${id}`}>Invoices of this project</TextLink>
          </p>
        ),
    },
    filled('activity') &&
      may('audit:read') && {
        value: 'activity',
        label: 'Activity',
        content: () => <Slot name="activity" subjectType="project" subjectId={id} />,
      },
  ]
  return <UrlTabs tabs={tabs.filter((one) => one !== false)} />
}

function Overview({ project, overview }: Props) {
  return (
    <div className={classes.overview}>
      <Budget project={project} overview={overview} />
      {project.description && (
        <section className={classes.block}>
          <h2 className={classes.heading}>Description</h2>
          <p className={classes.text}>{project.description}</p>
        </section>
      )}
      <section className={classes.block}>
        <h2 className={classes.heading}>Services</h2>
        {project.services.length === 0 ? (
          <p className="quiet">No services of its own. The timer offers the whole catalog.</p>
        ) : (
          <ul className={classes.plain}>
            {project.services.map((service) => (
              <li key={service.id}>{service.name}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

/** How much of the budget is used, in hours and in money. */
function Budget({ project: { budgetMinutes, budgetCents }, overview }: Props) {
  const format = useFormat()
  if (!overview) return null
  const { loggedMinutes, loggedCents } = overview
  const hours = (minutes: number) => durationText(minutes * 60)
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>Budget</h2>
      {budgetMinutes === null && budgetCents === null && <p className="quiet">No budget was set.</p>}
      {budgetMinutes !== null && (
        <Burn
          label="Hours"
          used={loggedMinutes}
          budget={budgetMinutes}
          text={`${hours(loggedMinutes)} of ${hours(budgetMinutes)}`}
        />
      )}
      {budgetCents !== null && loggedCents !== null && (
        <Burn
          label="Billable"
          used={loggedCents}
          budget={budgetCents}
          text={`${format.money(loggedCents)} of ${format.money(budgetCents)}`}
        />
      )}
    </section>
  )
}
