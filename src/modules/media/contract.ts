import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'

/** One file can have at most this many bytes. */
export const mediaBytesMax = 15 * 1024 * 1024
/** What a browser offers to choose. */
export const acceptedFiles = 'image/png,image/jpeg,image/webp,image/heic,image/heif,application/pdf'

/** A file as the record that it is attached to shows it; its content has an address of its own there. */
export const MediaFile = z.object({
  id: Id,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  createdAt: InstantSchema,
})
export type MediaFile = z.output<typeof MediaFile>
