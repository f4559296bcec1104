import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, optionalText, shortText } from '#kernel/text.ts'
import { isNamed, nameNeeded } from './domain/index.ts'

export const phoneKinds = ['mobile', 'work', 'home', 'fax', 'other'] as const
export const Phone = z.object({ kind: z.enum(phoneKinds), number: shortText(40, 'Enter a phone number.') }).strict()

/** What a person may fill in. One of the two names is needed; the organisation's comes first where one name is shown. */
const editable = {
  organizationName: optionalText(200),
  personName: optionalText(200),
  email: optionalText(254).pipe(emailAddress.nullable()),
  phones: z.array(Phone).max(10, 'Use at most 10 phone numbers.'),
  addressLine1: optionalText(200),
  addressLine2: optionalText(200),
  city: optionalText(120),
  region: optionalText(120),
  postalCode: optionalText(40),
  /** ISO 3166-1, two letters. */
  country: optionalText(2).refine(
    (code) => code === null || /^[A-Z]{2}$/.test(code),
    'Use the two-letter country code.',
  ),
  taxId: optionalText(60),
  /** Overrides the company's days until an invoice is due. */
  paymentTermsDays: z.number().int().min(0).max(365, 'Use at most 365 days.').nullable(),
  internalNote: optionalLongText(4000),
}

const blank = {
  organizationName: editable.organizationName.default(null),
  personName: editable.personName.default(null),
  email: editable.email.default(null),
  phones: editable.phones.default([]),
  addressLine1: editable.addressLine1.default(null),
  addressLine2: editable.addressLine2.default(null),
  city: editable.city.default(null),
  region: editable.region.default(null),
  postalCode: editable.postalCode.default(null),
  country: editable.country.default(null),
  taxId: editable.taxId.default(null),
  paymentTermsDays: editable.paymentTermsDays.default(null),
  internalNote: editable.internalNote.default(null),
}

/** A client's own record. What moves with documents and payments is in the overview. */
export const Client = z.object({
  id: Id,
  displayName: z.string(),
  organizationName: z.string().nullable(),
  personName: z.string().nullable(),
  email: z.string().nullable(),
  phones: z.array(Phone),
  addressLine1: z.string().nullable(),
  addressLine2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  taxId: z.string().nullable(),
  paymentTermsDays: z.number().int().nullable(),
  internalNote: z.string().nullable(),
  archivedAt: InstantSchema.nullable(),
  revision: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type Client = z.output<typeof Client>

export const ClientListItem = z.object({
  id: Id,
  displayName: z.string(),
  personName: z.string().nullable(),
  email: z.string().nullable(),
  outstandingCents: z.number().int(),
  creditCents: z.number().int(),
  archivedAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
})
export type ClientListItem = z.output<typeof ClientListItem>

export const ClientOverview = z.object({
  /** Still due on sent invoices. */
  outstandingCents: z.number().int(),
  /** The part of it whose due date has passed. */
  overdueCents: z.number().int(),
  creditCents: z.number().int(),
  /** Approved billable time that is on no invoice yet, and what it comes to at today's rates. */
  unbilledMinutes: z.number().int(),
  unbilledCents: z.number().int(),
  /** Income in the journal, all time; null without `financials:read`. */
  revenueCents: z.number().int().nullable(),
})
export type ClientOverview = z.output<typeof ClientOverview>

const yes = z.union([z.boolean(), z.stringbool()]).default(false)

export const listClients = endpoint({
  method: 'GET',
  path: '/clients',
  area: 'company',
  summary: 'Clients, with what they owe and what credit they have',
  input: z.object({
    ...listInput,
    sort: sortBy('name', '-name', '-createdAt', 'createdAt'),
    state: z.enum(['active', 'archived', 'all']).default('active'),
    withBalance: yes,
    withCredit: yes,
  }),
  answer: pageOf(ClientListItem),
})

export const readClient = endpoint({
  method: 'GET',
  path: '/clients/:clientId',
  area: 'company',
  summary: 'One client',
  input: z.object({ clientId: Id }),
  answer: Client,
})

export const readClientOverview = endpoint({
  method: 'GET',
  path: '/clients/:clientId/overview',
  area: 'company',
  summary: "A client's figures: owed, overdue, credit, unbilled, revenue",
  input: z.object({ clientId: Id }),
  answer: ClientOverview,
})

export const createClient = endpoint({
  method: 'POST',
  path: '/clients',
  area: 'company',
  summary: 'Add a client',
  input: z.object({ id: Id.optional(), ...blank }).refine(isNamed, { path: ['organizationName'], message: nameNeeded }),
  answer: Client,
  creates: true,
})

export const updateClient = endpoint({
  method: 'PATCH',
  path: '/clients/:clientId',
  area: 'company',
  summary: 'Change a client; fields that are not sent stay as they are',
  input: z.object({ clientId: Id, ...z.object(editable).partial().shape }),
  answer: Client,
})

export const archiveClient = endpoint({
  method: 'POST',
  path: '/clients/:clientId/archive',
  area: 'company',
  summary: 'Take a client out of lists and pickers',
  input: z.object({ clientId: Id }),
  answer: Client,
})

export const unarchiveClient = endpoint({
  method: 'POST',
  path: '/clients/:clientId/unarchive',
  area: 'company',
  summary: 'Bring an archived client back',
  input: z.object({ clientId: Id }),
  answer: Client,
})

export const deleteClient = endpoint({
  method: 'DELETE',
  path: '/clients/:clientId',
  area: 'company',
  summary: 'Delete a client that has no projects, documents or payments',
  input: z.object({ clientId: Id }),
  answer: z.null(),
})
