/** What the tests use of it; the package brings no types. */
declare module 'yauzl-promise' {
  import type { Readable } from 'node:stream'

  type Entry = { filename: string; openReadStream(): Promise<Readable> }
  type Zip = AsyncIterable<Entry> & { close(): Promise<void> }
  const yauzl: { open(path: string): Promise<Zip> }
  export default yauzl
}
