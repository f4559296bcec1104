import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import { Refusal } from '#kernel/refusal.ts'
import type { Download } from '../operation.ts'

declare module 'fastify' {
  interface FastifyInstance {
    downloads: Downloads
  }
}

/** A file that streams keeps a connection of the pool until its last byte is gone, so few run at once. */
const most = { together: 8, ofOne: 3 }

/** The files that this process is streaming, by who reads them. */
export class Downloads {
  readonly #running = new Map<string, number>()

  /** Answers what to call when it is over; refuses with `too_many_requests`. */
  begin(who: string): () => void {
    const running = this.#running.get(who) ?? 0
    const together = [...this.#running.values()].reduce((sum, count) => sum + count, 0)
    if (running >= most.ofOne || together >= most.together) throw new Refusal('too_many_requests', { seconds: 10 })
    this.#running.set(who, running + 1)
    return () => {
      const left = (this.#running.get(who) ?? 1) - 1
      if (left > 0) this.#running.set(who, left)
      else this.#running.delete(who)
    }
  }
}

/** A file that somebody sent is a stranger, whatever it turns out to be: it runs nothing and loads nothing. */
const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Streams while the snapshot is open; resolves when the last byte is on its way, or when nobody reads any more. */
export async function sendFile(reply: FastifyReply, file: Download, who: string): Promise<unknown> {
  const name = file.fileName.replace(/[^\w.-]+/g, '-')
  reply.header('content-type', file.contentType)
  reply.header(
    'content-disposition',
    `${file.inline ? 'inline' : 'attachment'}; filename="${name}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  )
  // A browser shows no PDF in a sandbox; those that people sent are saved instead.
  if (file.contentType !== 'application/pdf') reply.header('content-security-policy', filePolicy)
  if (Buffer.isBuffer(file.body)) return reply.send(file.body)
  const ended = reply.server.downloads.begin(who)
  try {
    reply.send(Readable.from(file.body))
    // Whoever left, even before it began, is a failure to nobody.
    await finished(reply.raw).catch(() => {})
  } finally {
    ended()
  }
  return reply
}
