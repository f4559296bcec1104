import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf } from '#kernel/paging.ts'

/** Everything that people delete. A test holds this against what the modules declare. */
export const deletedKinds = [
  'clients',
  'projects',
  'catalog-items',
  'time-entries',
  'expenses',
  'bills',
  'invoices',
  'quotes',
  'credit-notes',
  'recurring-plans',
  'collection-notes',
  'templates',
  'webhooks',
] as const
export type DeletedKind = (typeof deletedKinds)[number]

export const DeletedRecord = z.object({
  id: Id,
  kind: z.enum(deletedKinds),
  name: z.string(),
  deletedAt: InstantSchema,
  /** As the audit log knows it; null when it no longer does. */
  deletedBy: z.string().nullable(),
  /** Why it does not come back; null when it does. */
  gone: z.string().nullable(),
})
export type DeletedRecord = z.output<typeof DeletedRecord>

export const listDeletedRecords = endpoint({
  method: 'GET',
  path: '/deleted-records',
  area: 'company',
  summary: 'What was deleted, latest first, and by whom',
  input: z.object({ ...listInput, kind: z.enum(deletedKinds).optional() }),
  answer: pageOf(DeletedRecord),
})

export const restoreRecord = endpoint({
  method: 'POST',
  path: '/deleted-records/:kind/:recordId/restore',
  area: 'company',
  summary: 'Bring back what was deleted, as it was',
  input: z.object({ kind: z.enum(deletedKinds), recordId: Id }),
  answer: z.null(),
})
