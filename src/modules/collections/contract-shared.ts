import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Statement, StatementLine } from './contract-statement.ts'

const named = z.object({ label: z.string(), cents: z.int() })

/** What the holder of a link sees: the statement without our ids. */
export const SharedStatement = Statement.omit({ clientId: true, knownAt: true, lines: true }).extend({
  accentColor: z.string().nullable(),
  /** How it ends, in words: what is due, the credit against it, and what is left. */
  closing: z.object({ parts: z.array(named), net: named }),
  lines: z.array(
    StatementLine.pick({ date: true, label: true, chargeCents: true, paymentCents: true, balanceCents: true }),
  ),
})
export type SharedStatement = z.output<typeof SharedStatement>

const token = { token: z.string() }

/** Whoever has the link; a revoked or expired one answers like one that never was. */
export const readSharedStatement = endpoint({
  method: 'GET',
  path: '/statements/:token',
  area: 'public',
  summary: 'A statement by its public link',
  input: z.object(token),
  answer: SharedStatement,
})

export const readSharedStatementPdf = endpoint({
  method: 'GET',
  path: '/statements/:token/pdf',
  area: 'public',
  summary: 'A statement by its public link, as PDF',
  input: z.object(token),
  answer: z.null(),
  files: ['application/pdf'],
})

export const createStatementLink = endpoint({
  method: 'POST',
  path: '/clients/:clientId/statement/links',
  area: 'company',
  summary: 'Make a public link to the statement of a period, for a client without an account; shown once',
  input: z.object({ clientId: Id, from: PlainDateSchema, to: PlainDateSchema }),
  answer: z.object({ url: z.string(), expiresAt: InstantSchema }),
})

export const revokeStatementLinks = endpoint({
  method: 'DELETE',
  path: '/clients/:clientId/statement/links',
  area: 'company',
  summary: "Close all public links to a client's statements",
  input: z.object({ clientId: Id }),
  answer: z.object({ revoked: z.int() }),
})
