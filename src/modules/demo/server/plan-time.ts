import { addDays, type PlainDate } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { DemoPerson, DemoProject } from '../domain/index.ts'
import { type DemoMonth, workdays } from './days.ts'
import { isGoing } from './plan-start.ts'
import type { Planning } from './planning.ts'
import { type Phase, type Step, step } from './step.ts'

type Entry = { id: string; by: string; on: PlainDate; project: DemoProject; billable: boolean }

/** The time of one month: entered day by day, submitted and approved as far as people have come. */
export function planTime(planning: Planning, month: DemoMonth): { phases: Phase[]; billable: DemoProject[] } {
  const { story, today, when } = planning
  const going = story.projects.filter((project) => isGoing(planning, project, month))
  const entries: Entry[] = []
  const steps: Step[] = []
  for (const day of going.length > 0 ? workdays(month.from, month.to) : []) {
    for (const person of story.people) {
      if (!planning.random.chance(person.logs)) continue
      const { entry, made } = enter(planning, going, person, day)
      entries.push(entry)
      steps.push(made)
    }
  }
  const approved = entries.filter(({ on }) => on <= addDays(today, -9))
  const submitted = entries.filter(({ on }) => on <= addDays(today, -3))
  const later = month.ago === 0 ? addDays(today, -1) : month.to
  const approve = batches(`approve ${month.from}`, approved).map(([key, ids]) =>
    step(key, when(later, '17:40', story.approver), calls.approveTime, { ids }),
  )
  const billable = going.filter((project) => approved.some((entry) => entry.project === project && entry.billable))
  return {
    phases: [
      { inOrder: false, steps },
      { inOrder: false, steps: submit(planning, month, submitted) },
      { inOrder: true, steps: [...approve, ...reject(planning, month, submitted, approved)] },
    ],
    billable,
  }
}

function enter(planning: Planning, going: DemoProject[], person: DemoPerson, day: PlainDate) {
  const { story, random, id, when } = planning
  const project = random.pick(going)
  const item = random.pick(story.items.filter(({ unit }) => unit === 'hour'))
  const key = `time ${person.key} ${day}`
  const minutes = random.between(4, 26) * 15
  const billable = 'hourly' in project && !random.chance(0.06)
  const ranged = random.chance(0.4)
  const start = when(day, '09:00', person.key)
  const end = when(day, clock(9 * 60 + minutes), person.key)
  const made = step(key, when(day, '17:05', person.key), calls.createTimeEntry, {
    id: id(key),
    projectId: id(`project ${project.key}`),
    catalogItemId: id(`item ${item.key}`),
    notes: random.pick(item.notes ?? ['']),
    billable,
    ...(ranged ? { startedAt: start.at, endedAt: end.at } : { workedOn: day, minutes }),
  })
  const entry: Entry = { id: id(key), by: person.key, on: day, project, billable }
  return { entry, made }
}

function submit({ story, when, today }: Planning, month: DemoMonth, entries: Entry[]): Step[] {
  const later = month.ago === 0 ? addDays(today, -1) : month.to
  return story.people.flatMap(({ key: person }) =>
    batches(
      `submit ${person} ${month.from}`,
      entries.filter(({ by }) => by === person),
    ).map(([key, ids]) => step(key, when(later, '17:20', person), calls.submitTime, { ids })),
  )
}

/** One entry of this month comes back with a question. */
function reject({ story, when, today }: Planning, month: DemoMonth, submitted: Entry[], approved: Entry[]): Step[] {
  const waiting = submitted.find((entry) => !approved.includes(entry) && entry.by !== story.approver)
  if (!waiting || month.ago > 0) return []
  return [
    step(`reject ${month.from}`, when(addDays(today, -1), '17:45', story.approver), calls.rejectTime, {
      ids: [waiting.id],
      reason: 'Is this the right project?',
    }),
  ]
}

/** The timer that runs when somebody comes to look. */
export function planTimer({ story, id, months, timerAt }: Planning): Phase {
  const going = story.projects.findLast((project) => 'hourly' in project && project.to === 0 && months.length > 0)
  if (!going) return { inOrder: true, steps: [] }
  const item = story.items.find(({ unit }) => unit === 'hour')
  const timer = step('timer', { at: timerAt, by: story.timer }, calls.startTimer, {
    runId: id('timer'),
    projectId: id(`project ${going.key}`),
    catalogItemId: item ? id(`item ${item.key}`) : null,
    notes: item?.notes?.[0] ?? null,
  })
  return { inOrder: true, steps: [timer] }
}

/** Ids in groups that one call takes, each with a key. */
function batches(key: string, entries: Entry[]): [string, string[]][] {
  const most = 400
  const groups = Array.from({ length: Math.ceil(entries.length / most) }, (_, at) =>
    entries.slice(at * most, (at + 1) * most),
  )
  return groups.map((group, at) => [`${key} ${at}`, group.map(({ id }) => id)])
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
