import type { Readable } from 'node:stream'

export type StoredMedia = { key: string; size: number; sha256: string }

/** Where files lie: a disk or a bucket. Who may see what is decided above; the keys are `mediaKey`'s. */
export type MediaStorage = {
  /**
   * Stores all or nothing and replaces what was there. Never holds a stream whole in memory. Refuses with
   * `payload_too_large` beyond `maxBytes`. `contentType` is the sniffed one, never what the sender claims.
   */
  put(key: string, content: Readable | Buffer, rules: { contentType: string; maxBytes: number }): Promise<StoredMedia>
  /** Refuses with `not_found`. The caller reads the stream to its end or destroys it. */
  open(key: string): Promise<{ stream: Readable; size: number }>
  /** Also when there is nothing. */
  remove(key: string): Promise<void>
  exists(key: string): Promise<boolean>
}
