import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { cursorInput } from '#kernel/paging.ts'
import { ArAging } from './contract.ts'
import { asOf, compare, files, format, knownAt } from './contract-parts.ts'

const aged = ArAging.shape.totals.shape

export const ApAging = z.object({
  asOf: z.string(),
  knownAt: InstantSchema.nullable(),
  items: z.array(z.object({ vendorId: Id, vendorName: z.string(), ...aged, comparedCents: Cents.nullable() })),
  nextCursor: z.string().nullable(),
  /** Of all vendors, also those on other pages. */
  totals: z.object(aged),
  compared: ArAging.shape.compared,
  /** The open bills of the one vendor that was asked for. */
  bills: z.array(
    z.object({
      billId: Id,
      number: z.string().nullable(),
      billedOn: z.string(),
      dueOn: z.string(),
      totalCents: Cents,
      balanceCents: Cents,
      daysLate: z.int(),
    }),
  ),
  /** Accounts Payable in the ledger on that date; equal to the total when all is well. */
  controlAccountId: Id,
  controlCents: Cents,
})

export const apAging = endpoint({
  method: 'GET',
  path: '/reports/ap-aging',
  area: 'company',
  summary: 'Accounts payable by age: what is owed to whom, since when',
  input: z.object({
    asOf,
    compare,
    knownAt,
    vendorId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(200),
    cursor: cursorInput,
    format,
  }),
  answer: ApAging,
  files,
})
