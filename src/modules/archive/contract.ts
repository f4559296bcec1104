import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const exportCompany = endpoint({
  method: 'GET',
  path: '/archive',
  area: 'company',
  summary: 'Everything of the company as one zip file: all tables, the journal as plain text, its files, a manifest',
  input: z.object({}),
  answer: z.null(),
  files: ['application/zip'],
})

/** One part of an archive, as its manifest tells it. */
export const ArchivePart = z.object({
  name: z.string(),
  /** Of tables: how many lines. */
  rows: z.number().int().nullable(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** A file that the storage does not have any more; it stands empty in the archive. */
  missing: z.boolean(),
})
export type ArchivePart = z.output<typeof ArchivePart>
