import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { emailAddress, optionalLongText } from '#kernel/text.ts'
import { Party } from '../documents/contract.ts'

const clientId = { clientId: Id }
/** Default: the first day of the month two months back, up to today. */
const period = { from: PlainDateSchema.optional(), to: PlainDateSchema.optional() }
const knownAt = z
  .union([PlainDateSchema, InstantSchema])
  .optional()
  .describe('As known then: without what was posted after this day (in the company) or instant. Default: as known now.')

export const StatementLine = z.object({
  entryId: Id,
  date: PlainDateSchema,
  label: z.string(),
  sourceType: z.string(),
  documentId: Id.nullable(),
  paymentId: Id.nullable(),
  creditNoteId: Id.nullable(),
  /** What it added to what the client owes; zero for credit that moved onto an invoice. */
  chargeCents: z.int(),
  paymentCents: z.int(),
  balanceCents: z.int(),
})
export type StatementLine = z.output<typeof StatementLine>

export const Statement = z.object({
  clientId: Id,
  from: PlainDateSchema,
  to: PlainDateSchema,
  /** Null: as known now. */
  knownAt: InstantSchema.nullable(),
  currency: z.string(),
  locale: z.string(),
  company: Party,
  client: Party,
  openingCents: z.int(),
  chargesCents: z.int(),
  paymentsCents: z.int(),
  /** What is owed less what is credit, by the journal at the end of the period; negative when the client has more credit. */
  closingCents: z.int(),
  owedCents: z.int(),
  creditCents: z.int(),
  lines: z.array(StatementLine),
})
export type Statement = z.output<typeof Statement>

export const readStatement = endpoint({
  method: 'GET',
  path: '/clients/:clientId/statement',
  area: 'company',
  summary: 'The statement of a client over a period, from the journal',
  input: z.object({ ...clientId, ...period, knownAt, format: z.enum(['json', 'csv']).default('json') }),
  answer: Statement,
  files: ['text/csv'],
})

/** The same as a report among the reports. */
export const readClientStatement = endpoint({
  method: 'GET',
  path: '/reports/client-statement',
  area: 'company',
  summary: 'The statement of a client over a period, from the journal: as `/clients/{clientId}/statement`',
  input: z.object({ ...clientId, ...period, knownAt, format: z.enum(['json', 'csv']).default('json') }),
  answer: Statement,
  files: ['text/csv'],
})

export const readStatementPdf = endpoint({
  method: 'GET',
  path: '/clients/:clientId/statement/pdf',
  area: 'company',
  summary: 'The statement of a client as PDF',
  input: z.object({ ...clientId, ...period, knownAt }),
  answer: z.null(),
  files: ['application/pdf'],
})

export const statementTones = ['statement', 'friendly', 'past_due'] as const
export const statementSendStates = ['scheduled', 'queued', 'sent', 'failed', 'cancelled'] as const

export const statementSchedules = ['company', 'always', 'never'] as const

export const StatementSend = z.object({
  id: Id,
  clientId: Id,
  tone: z.enum(statementTones),
  origin: z.enum(['hand', 'monthly']),
  sendOn: PlainDateSchema,
  from: PlainDateSchema,
  to: PlainDateSchema,
  toEmail: z.string(),
  state: z.enum(statementSendStates),
  /** Why it failed or was cancelled. */
  error: z.string().nullable(),
  closingCents: z.int().nullable(),
  createdAt: InstantSchema,
  finishedAt: InstantSchema.nullable(),
})
export type StatementSend = z.output<typeof StatementSend>

/** A reminder (`friendly`, `past_due`) is cancelled by itself when nothing is owed on its day. */
export const sendStatement = endpoint({
  method: 'POST',
  path: '/clients/:clientId/statement/emails',
  area: 'company',
  summary: 'E-mail a statement now, or on a later day',
  input: z.object({
    ...clientId,
    ...period,
    tone: z.enum(statementTones).default('statement'),
    /** Without: the client's address. */
    toEmail: emailAddress.optional(),
    message: optionalLongText(4000).default(null),
    sendOn: PlainDateSchema.optional(),
  }),
  answer: StatementSend,
  creates: true,
})

export const listStatementSends = endpoint({
  method: 'GET',
  path: '/clients/:clientId/statement/emails',
  area: 'company',
  summary: 'Statements that were sent or wait, and whether one goes every month',
  input: z.object(clientId),
  answer: z.object({
    items: z.array(StatementSend),
    schedule: z.enum(statementSchedules),
    /** What `company` means now. */
    companyMonthly: z.boolean(),
    /** Public links that still open a statement. */
    liveLinkCount: z.int(),
  }),
})

export const cancelStatementSend = endpoint({
  method: 'DELETE',
  path: '/statement-emails/:statementSendId',
  area: 'company',
  summary: 'Cancel a statement that waits for its day',
  input: z.object({ statementSendId: Id }),
  answer: StatementSend,
})

export const chooseMonthlyStatement = endpoint({
  method: 'PUT',
  path: '/clients/:clientId/statement/schedule',
  area: 'company',
  summary: 'Send this client a statement every month, never, or as the company does',
  input: z.object({ ...clientId, schedule: z.enum(statementSchedules) }),
  answer: z.object({ schedule: z.enum(statementSchedules) }),
})
