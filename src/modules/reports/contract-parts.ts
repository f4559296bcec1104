import { z } from 'zod'
import { accountTypes } from '#kernel/accounts.ts'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { comparisons } from './domain/compare.ts'

/** What reports are asked for, and what their answers are made of. */

export const format = z.enum(['json', 'csv']).default('json')
export const files = ['text/csv'] as const
export const asOf = PlainDateSchema.optional().describe('Default: today in the company.')
/** Default: the fiscal year so far. */
export const range = { from: PlainDateSchema.optional(), to: PlainDateSchema.optional() }
export const basis = z.enum(['accrual', 'cash']).default('accrual')
export const knownAt = z
  .union([PlainDateSchema, InstantSchema])
  .optional()
  .describe('As known then: without what was posted after this day (in the company) or instant. Default: as known now.')
export const compare = z
  .enum(comparisons, `Compare with ${comparisons.slice(0, -1).join(', ')} or ${comparisons.at(-1)}.`)
  .optional()
  .describe('`known-now` stands what is known now beside what `knownAt` says was known then.')

export const account = { accountId: Id, code: z.string(), name: z.string(), type: z.enum(accountTypes) }
/** Null: as known now. */
const known = { knownAt: InstantSchema.nullable() }

/** A column of a report about a period; `from` null is from the beginning. */
export const SpanColumn = z.object({ from: z.string().nullable(), to: z.string(), ...known })
export type SpanColumn = z.output<typeof SpanColumn>
/** A column of a report about a day. */
export const DayColumn = z.object({ asOf: z.string(), fiscalYearFrom: z.string(), ...known })
export type DayColumn = z.output<typeof DayColumn>

export const Section = z.object({
  key: z.string(),
  title: z.string(),
  rows: z.array(
    z.object({
      key: z.string(),
      /** Null for a figure computed from several accounts. */
      accountId: Id.nullable(),
      code: z.string().nullable(),
      name: z.string(),
      /** One amount per column. */
      cents: z.array(Cents),
    }),
  ),
  totalCents: z.array(Cents),
})
export type StatementSection = z.output<typeof Section>

export const party = {
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
}
