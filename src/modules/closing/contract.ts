import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'

const Finding = z.object({ subjectType: z.string(), subjectId: Id.nullable(), detail: z.string() })

/** All invariants, asked at one moment. */
export const Proof = z.object({
  id: Id,
  provedAt: InstantSchema,
  rules: z.int(),
  broken: z.array(z.object({ rule: z.int(), name: z.string(), says: z.string(), findings: z.array(Finding) })),
})
export type Proof = z.output<typeof Proof>

export const readProof = endpoint({
  method: 'GET',
  path: '/proof',
  area: 'company',
  summary: 'The latest proof of the books, and whether one is under way',
  input: z.object({}),
  answer: z.object({ latest: Proof.nullable() }),
})

export const askProof = endpoint({
  method: 'POST',
  path: '/proof',
  area: 'company',
  summary: 'Have the books proved now; the answer comes with the next reading',
  input: z.object({}),
  answer: z.object({ asked: z.literal(true) }),
})

/** A control account beside the records that explain it, both from the account's normal side. */
const Control = z.object({
  accountId: Id,
  code: z.string(),
  name: z.string(),
  /** What explains it: `Open invoices`. */
  records: z.string(),
  ledgerCents: Cents,
  recordsCents: Cents,
})
export type Control = z.output<typeof Control>

const Difference = z.object({
  accountCode: z.string(),
  clientId: Id,
  clientName: z.string(),
  ledgerCents: Cents,
  recordsCents: Cents,
})
export type Difference = z.output<typeof Difference>

export const readReconciliation = endpoint({
  method: 'GET',
  path: '/reconciliation',
  area: 'company',
  summary: 'Control accounts beside their records, and the clients where they differ',
  input: z.object({}),
  answer: z.object({ controls: z.array(Control), differences: z.array(Difference) }),
})

export const closeSteps = [
  'drafts',
  'notes',
  'time',
  'unbilled',
  'expenses',
  'bills',
  'credit',
  'mail',
  'reconciliation',
  'proof',
  'lock',
] as const
export type CloseStep = (typeof closeSteps)[number]

export const readClose = endpoint({
  method: 'GET',
  path: '/month-end',
  area: 'company',
  summary: 'What is left to do before a month is closed, computed from live records',
  input: z.object({
    /** Its first day, or any day of it. Default: the month after the one that is locked, at most last month. */
    month: PlainDateSchema.optional(),
  }),
  answer: z.object({
    from: PlainDateSchema,
    to: PlainDateSchema,
    /** Whether the month is over. */
    over: z.boolean(),
    lockedThrough: PlainDateSchema.nullable(),
    steps: z.array(
      z.object({
        step: z.enum(closeSteps),
        /** How many records are open, counted up to 100. For the proof: rules that do not hold, none when nobody asked lately. */
        open: z.int(),
        /** `todo` stands in the way of a clean month, `look` is worth a look, `done` is done. */
        state: z.enum(['done', 'look', 'todo']),
      }),
    ),
  }),
})
export type Close = z.output<typeof readClose.answer>

const Leak = z.object({
  kind: z.enum([
    'unbilled_time',
    'waiting_time',
    'draft_time',
    'running_timer',
    'unbilled_expenses',
    'waiting_expenses',
    'below_rate',
    'below_rate_elsewhere',
  ]),
  /** How many records, counted up to 100. */
  count: z.int(),
  minutes: z.int().nullable(),
  cents: Cents.nullable(),
})
export type Leak = z.output<typeof Leak>

export const readBeforeSending = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/before-sending',
  area: 'company',
  summary:
    'What this draft is about to leave behind: time and expenses on no invoice, running timers, work below its rate',
  input: z.object({ invoiceId: Id }),
  answer: z.object({ leaks: z.array(Leak) }),
})
