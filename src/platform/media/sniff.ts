import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import { Refusal } from '#kernel/refusal.ts'

const accepted = {
  png: { contentType: 'image/png', shown: 'PNG' },
  jpeg: { contentType: 'image/jpeg', shown: 'JPEG' },
  webp: { contentType: 'image/webp', shown: 'WebP' },
  gif: { contentType: 'image/gif', shown: 'GIF' },
  heic: { contentType: 'image/heic', shown: 'HEIC' },
  pdf: { contentType: 'application/pdf', shown: 'PDF' },
} as const

export type MediaKind = keyof typeof accepted
export type SniffedMedia = { kind: MediaKind; contentType: string }

export const mediaKinds = Object.keys(accepted) as readonly MediaKind[]
/** How much of the beginning is looked at. */
export const headBytes = 64 * 1024

const kinds: Record<string, MediaKind> = {
  'image/png': 'png',
  'image/apng': 'png',
  'image/jpeg': 'jpeg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'application/pdf': 'pdf',
}
/** What makes a browser that is asked wrongly read a file as a page. */
const webPage = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)[\s>/]/i

/**
 * What the file is by its content; its name and the sender's word do not count. Refuses SVG, HTML and all that is not in
 * `allowed`, and what is a picture or PDF and a web page or script at once.
 */
export async function sniff(bytes: Uint8Array, allowed: readonly MediaKind[] = mediaKinds): Promise<SniffedMedia> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headBytes))
  const kind = kinds[(await fileTypeFromBuffer(head))?.mime ?? '']
  if (!kind || !allowed.includes(kind)) {
    throw new Refusal('file_type_not_allowed', { allowed: allowed.map((each) => accepted[each].shown).join(', ') })
  }
  if (webPage.test(head.toString('latin1')) || !beginsProperly(kind, head)) throw new Refusal('file_disguised')
  return { kind, contentType: accepted[kind].contentType }
}

/** Looks at the head and gives back a stream of the whole, of which no more than the head was read so far. */
export async function sniffStream(
  source: Readable,
  allowed?: readonly MediaKind[],
): Promise<SniffedMedia & { stream: Readable }> {
  const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]()
  const read: Buffer[] = []
  let size = 0
  while (size < headBytes) {
    const next = await chunks.next()
    if (next.done) break
    read.push(next.value)
    size += next.value.length
  }
  try {
    const sniffed = await sniff(Buffer.concat(read), allowed)
    const stream = Readable.from(rejoined(read, chunks), { objectMode: false })
    stream.once('close', () => source.destroy())
    return { ...sniffed, stream }
  } catch (error) {
    source.destroy()
    throw error
  }
}

async function* rejoined(read: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* read
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Where a kind's signature is short and could be the beginning of a script (`GIF89a=1`), what must follow it. */
function beginsProperly(kind: MediaKind, head: Buffer): boolean {
  if (kind === 'png') return head.toString('latin1', 8, 16) === '\0\0\0\rIHDR'
  if (kind === 'pdf') return /^%PDF-[12]\.\d/.test(head.toString('latin1', 0, 8))
  if (kind === 'gif') {
    const flags = head[10] ?? 0
    const firstBlock = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
    return [0x21, 0x2c, 0x3b].includes(head[firstBlock] ?? 0)
  }
  return true
}
