import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'

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

export default function render(task: PdfTask): PdfAnswer {
  for (const [key, bytes] of Object.entries(task.images)) {
    compiler.mapShadow(join(workspace, 'images', key), Buffer.from(bytes))
  }
  try {
    return compile(task)
  } finally {
    for (const key of Object.keys(task.images)) compiler.unmapShadow(join(workspace, 'images', key))
    compiler.evictCache(cacheAge)
  }
}

function compile({ source, data }: PdfTask): PdfAnswer {
  const compiled = compiler.compile({ mainFileContent: source, inputs: { data } })
  if (!compiled.result) return { problem: described(compiled.takeError()) }
  const creationTimestamp = 0
  try {
    return { pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp }) }
  } catch {
    // PDF/UA-1 forbids what no font here can draw, say a rare script: still a tagged document, only not certified.
    return { pdf: compiler.pdf(compiled.result, { creationTimestamp }) }
  }
}

function described(error: NodeError | null): string {
  const found: { message?: string }[] = error?.shortDiagnostics ?? []
  return found.map(({ message }) => message ?? '').join('; ') || 'unknown problem'
}

function ownFonts(): Buffer[] {
  const names = readdirSync(fontsOfThisFolder).filter((name) => name.endsWith('.ttf'))
  return names.sort().map((name) => readFileSync(new URL(name, fontsOfThisFolder)))
}
