import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** What the pool hands a worker at its start. */
export type PdfWorkerStart = { workspace: string; fontDirs: readonly string[] }
/** One document to make. `data` is JSON text. */
export type PdfTask = { source: string; data: string; images: Record<string, Uint8Array> }
/** A template that does not compile is an answer, so that the message survives the way between threads. */
export type PdfAnswer = { pdf: Uint8Array } | { problem: string }

const fontsOfThisFolder = new URL('./fonts/', import.meta.url)
/** How many renders a memoized layout stays without being used; the cache is shared by all threads. */
const cacheAge = 10

const { workspace, fontDirs }: PdfWorkerStart = workerData
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: ownFonts() }, ...(fontDirs.length > 0 ? [{ fontPaths: [...fontDirs] }] : [])],
})

export default async function render(task: PdfTask): Promise<PdfAnswer> {
  // What native code gave out is only freed when the event loop turns; a busy pool would otherwise never let it.
  await setImmediate()
  for (const [key, bytes] of Object.entries(task.images)) {
    compiler.mapShadow(join(workspace, 'images', key), Buffer.from(bytes))
  }
  try {
    return { pdf: compile(task) }
  } catch (error) {
    return { problem: described(error) }
  } finally {
    for (const key of Object.keys(task.images)) compiler.unmapShadow(join(workspace, 'images', key))
    compiler.evictCache(cacheAge)
  }
}

/** In one call, not by `compile` and `pdf`: the document between them would wait, half a megabyte each, for collection. */
function compile({ source, data }: PdfTask): Buffer {
  const document = { mainFileContent: source, inputs: { data } }
  const creationTimestamp = 0
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp })
  } catch (error) {
    // PDF/UA-1 forbids what no font here can draw, say a rare script: still a tagged document, only not certified.
    if (described(error).includes('could not be displayed with font'))
      return compiler.pdf(document, { creationTimestamp })
    throw error
  }
}

/** The compiler puts what it found into `code`. */
function described(error: unknown): string {
  const { code, message } = error as Partial<Error & { code: string }>
  return code || message || String(error)
}

function ownFonts(): Buffer[] {
  const names = readdirSync(fontsOfThisFolder).filter((name) => name.endsWith('.ttf'))
  return names.sort().map((name) => readFileSync(new URL(name, fontsOfThisFolder)))
}
