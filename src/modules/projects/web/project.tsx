import { IconClockDollar, IconFileInvoice, IconPencil, IconTrash } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { durationText } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { type Figure, FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { deleteProject, type Project, type ProjectOverview, readProject, readProjectOverview } from '../contract.ts'
import { ProjectRail } from './project-rail.tsx'
import { ProjectStateDot } from './project-state-dot.tsx'
import { ProjectTabs } from './project-tabs.tsx'
import { useStateActions } from './state-actions.ts'

/** One project: how far it is, what is unbilled, who works on it. */
export function ProjectScreen() {
  const { projectId } = useParams({ strict: false }) as { projectId: string }
  const { data: project, error, refetch } = useRead(readProject, { projectId })
  useLive({
    projects: ['/projects'],
    'time-entries': ['/projects'],
    invoices: ['/projects'],
    payments: ['/projects'],
  })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!project) return <ScreenSkeleton />
  return <OneProject key={project.id} project={project} />
}

function OneProject({ project }: { project: Project }) {
  const { data: overview } = useRead(readProjectOverview, { projectId: project.id })
  const [asking, setAsking] = useState(false)
  const stateActions = useStateActions()
  const here = `/projects/${project.id}`
  const of = `clientId=${project.clientId}&projectId=${project.id}`
  const needs = 'documents:write' as const
  const invoice: Action = { label: 'New invoice', icon: IconFileInvoice, keys: 'n', needs, to: `/invoices/new?${of}` }
  const bill: Action = { label: 'Bill time', icon: IconClockDollar, keys: 'b', needs, to: `/invoices/from-time?${of}` }
  const unbilled = project.billingType === 'hourly' && (overview?.unbilledMinutes ?? 0) > 0
  return (
    <>
      <Page
        title={project.name}
        crumbs={[{ label: 'Projects', to: '/projects' }]}
        state={<ProjectStateDot state={project.state} />}
        primary={unbilled ? bill : invoice}
        secondary={[unbilled ? invoice : undefined]}
        menu={[
          { label: 'Edit', icon: IconPencil, keys: 'e', needs: 'projects:write', to: `${here}/edit` },
          ...stateActions(project),
          { label: 'Delete…', icon: IconTrash, needs: 'projects:write', danger: true, run: () => setAsking(true) },
        ]}
        below={<FigureStrip figures={overview && figuresOf(project, overview)} />}
        rail={<ProjectRail project={project} overview={overview} />}
      >
        <ProjectTabs project={project} overview={overview} />
      </Page>
      {asking && <DeleteProject project={project} close={() => setAsking(false)} />}
    </>
  )
}

function figuresOf(project: Project, overview: ProjectOverview): Figure[] {
  const { loggedMinutes, unbilledMinutes, unbilledCents, invoicedCents, receivedCents, profitCents } = overview
  const hours = (minutes: number) => durationText(minutes * 60)
  const time = `/time/list?projectId=${project.id}`
  const invoices = `/invoices?projectId=${project.id}`
  const figures: (Figure | false)[] = [
    { label: 'Hours', value: hours(loggedMinutes), to: time },
    unbilledCents === null
      ? { label: 'Unbilled hours', value: hours(unbilledMinutes), to: `${time}&state=approved` }
      : {
          label: 'Unbilled',
          cents: unbilledCents,
          note: unbilledNote(project, unbilledMinutes),
          to: `${time}&state=approved`,
        },
    invoicedCents !== null && { label: 'Invoiced', cents: invoicedCents, to: invoices },
    receivedCents !== null && { label: 'Received', cents: receivedCents, to: invoices },
    profitCents !== null && {
      label: 'Profit',
      cents: profitCents,
      tone: profitCents < 0 ? 'red' : undefined,
      explain: 'Income less expenses that the journal has for this project. What members cost is not part of it.',
    },
  ]
  return figures.filter((figure) => figure !== false)
}

function unbilledNote(project: Project, minutes: number): string {
  if (project.billingType === 'flat') return 'The fee less what was invoiced'
  return minutes > 0 ? `${durationText(minutes * 60)} hours at today’s rates` : 'No time to bill'
}

function DeleteProject({ project, close }: { project: Project; close: () => void }) {
  const go = useGo()
  const remove = useCommand(deleteProject, {
    done: `${project.name} deleted`,
    invalidates: [],
    onDone: () => go('/projects', { replace: true }),
  })
  return (
    <Confirm
      title={`Delete ${project.name}?`}
      verb="Delete project"
      danger
      pending={remove.pending}
      run={() => void remove.run({ projectId: project.id }).then(close)}
      close={close}
    >
      This is for projects started by mistake. A project with time or documents is kept; archive it instead.
    </Confirm>
  )
}
