import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_CENTS, MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, optionalText, shortText } from '#kernel/text.ts'

export const projectStates = ['active', 'on_hold', 'completed', 'archived'] as const
export type ProjectState = (typeof projectStates)[number]
export const billingTypes = ['hourly', 'flat'] as const

/** A service of a project: its name stays as it is when the catalog changes. */
export const ProjectService = z.object({ id: Id, catalogItemId: Id.nullable(), name: z.string() })
export type ProjectService = z.output<typeof ProjectService>

/** With an id: the one that is there. A catalog item without a name brings its own. */
export const ProjectServiceInput = z
  .object({ id: Id.optional(), catalogItemId: Id.nullable().default(null), name: optionalText(200).default(null) })
  .strict()

const price = NonNegativeCents.max(MAX_DOCUMENT_CENTS, 'That is larger than a document can hold.').nullable()

const editable = {
  clientId: Id,
  number: shortText(40, 'Enter a number.'),
  name: shortText(200, 'Enter a name.'),
  description: optionalLongText(4000),
  receivedOn: PlainDateSchema.nullable(),
  dueOn: PlainDateSchema.nullable(),
  billingType: z.enum(billingTypes),
  /** Overrides the rates of services and members. */
  hourlyRateCents: price,
  flatFeeCents: price,
  budgetMinutes: z.number().int().min(0, 'Enter zero or more.').max(60_000_000, 'That is too much.').nullable(),
  budgetCents: NonNegativeCents.max(MAX_CENTS).nullable(),
  /** The members who see and work on it. */
  memberIds: z.array(Id).max(200, 'Assign at most 200 members.'),
  services: z.array(ProjectServiceInput).max(100, 'Use at most 100 services.'),
}

/** A project's own record. Amounts are null for those who may not see documents. */
export const Project = z.object({
  id: Id,
  clientId: Id,
  number: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  state: z.enum(projectStates),
  receivedOn: PlainDateSchema.nullable(),
  dueOn: PlainDateSchema.nullable(),
  billingType: z.enum(billingTypes),
  hourlyRateCents: z.number().int().nullable(),
  flatFeeCents: z.number().int().nullable(),
  budgetMinutes: z.number().int().nullable(),
  budgetCents: z.number().int().nullable(),
  memberIds: z.array(Id),
  services: z.array(ProjectService),
  revision: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type Project = z.output<typeof Project>

export const ProjectListItem = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  state: z.enum(projectStates),
  clientId: Id,
  clientName: z.string(),
  billingType: z.enum(billingTypes),
  dueOn: PlainDateSchema.nullable(),
  budgetMinutes: z.number().int().nullable(),
  /** All time on it that is not void. */
  loggedMinutes: z.number().int(),
  /** Approved billable time that is on no invoice yet. */
  unbilledMinutes: z.number().int(),
  createdAt: InstantSchema,
})
export type ProjectListItem = z.output<typeof ProjectListItem>

/** What happened on a project so far. Amounts are null for those who may not see documents. */
export const ProjectOverview = z.object({
  clientName: z.string(),
  members: z.array(z.object({ id: Id, name: z.string() })),
  loggedMinutes: z.number().int(),
  unbilledMinutes: z.number().int(),
  /** Worth of all billable time at today's rates, billed time at the rate it was billed. For the budget in money. */
  loggedCents: z.number().int().nullable(),
  /** Hourly: approved time at today's rates. Flat: the fee less what was invoiced. */
  unbilledCents: z.number().int().nullable(),
  /** Totals of its sent invoices. */
  invoicedCents: z.number().int().nullable(),
  /** What has been settled of them. */
  receivedCents: z.number().int().nullable(),
  /** Income less expenses that the journal has for it; null without `financials:read`. */
  profitCents: z.number().int().nullable(),
})
export type ProjectOverview = z.output<typeof ProjectOverview>

export const listProjects = endpoint({
  method: 'GET',
  path: '/projects',
  area: 'company',
  summary: 'Projects; staff members get those they are assigned to',
  input: z.object({
    ...listInput,
    sort: sortBy('name', '-name', '-createdAt', 'createdAt'),
    /** `open` is active and on hold. */
    state: z.enum(['open', ...projectStates, 'all']).default('open'),
    clientId: Id.optional(),
  }),
  answer: pageOf(ProjectListItem),
})

export const readProject = endpoint({
  method: 'GET',
  path: '/projects/:projectId',
  area: 'company',
  summary: 'One project with its members and services',
  input: z.object({ projectId: Id }),
  answer: Project,
})

export const readProjectOverview = endpoint({
  method: 'GET',
  path: '/projects/:projectId/overview',
  area: 'company',
  summary: "A project's figures: logged, unbilled, invoiced, received",
  input: z.object({ projectId: Id }),
  answer: ProjectOverview,
})

export const createProject = endpoint({
  method: 'POST',
  path: '/projects',
  area: 'company',
  summary: 'Start a project; without a number it gets the next one',
  input: z.object({
    id: Id.optional(),
    clientId: editable.clientId,
    number: optionalText(40).default(null),
    name: editable.name,
    description: editable.description.default(null),
    receivedOn: editable.receivedOn.default(null),
    dueOn: editable.dueOn.default(null),
    billingType: editable.billingType.default('hourly'),
    hourlyRateCents: editable.hourlyRateCents.default(null),
    flatFeeCents: editable.flatFeeCents.default(null),
    budgetMinutes: editable.budgetMinutes.default(null),
    budgetCents: editable.budgetCents.default(null),
    memberIds: editable.memberIds.default([]),
    services: editable.services.default([]),
  }),
  answer: Project,
  creates: true,
})

export const updateProject = endpoint({
  method: 'PATCH',
  path: '/projects/:projectId',
  area: 'company',
  summary: 'Change a project; fields that are not sent stay as they are, lists are replaced whole',
  input: z.object({ projectId: Id, ...z.object(editable).partial().shape }),
  answer: Project,
})

export const changeProjectState = endpoint({
  method: 'POST',
  path: '/projects/:projectId/state',
  area: 'company',
  summary: 'Make a project active, hold it, complete it or archive it',
  input: z.object({ projectId: Id, state: z.enum(projectStates) }),
  answer: Project,
})

export const deleteProject = endpoint({
  method: 'DELETE',
  path: '/projects/:projectId',
  area: 'company',
  summary: 'Delete a project that has no time and no documents',
  input: z.object({ projectId: Id }),
  answer: z.null(),
})
