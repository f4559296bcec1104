import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { AssertionError, assert } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { PdfAnswer, PdfTask, PdfWorkerStart } from './pdf-worker.ts'
import { assertSelfContained, inputLengthMax, type PdfTemplate } from './template.ts'

export type { PdfTemplate } from './template.ts'

export type PdfSettings = {
  threads: number
  /** Waiting included. Above this the caller is told and the worker replaced. */
  timeoutMs?: number
  /** How many renders may wait; one more is refused. */
  queueMax?: number
  /** Folders with more TTF, OTF or TTC fonts, used for scripts that ours lack (Chinese, Japanese, Korean). */
  fontDirs?: readonly string[]
}

export type Pdf = {
  /**
   * The document, tagged (PDF/UA-1 where the fonts can draw every character): the same bytes for the same template and
   * input. Refuses with `timed_out` when the queue is full or the time is over.
   */
  render(template: PdfTemplate, input: object): Promise<Buffer>
  /** Ends all threads; renders under way are given up. */
  close(): Promise<void>
}

/**
 * Typst in worker threads, each warm with its fonts, in an empty folder of their own: a template can open no file and
 * (see `assertSelfContained`) make no request. Typst itself bounds loops and depth, and the input has a largest size,
 * so a worker that was given up does end.
 */
export function createPdf({ threads, timeoutMs = 10_000, queueMax = 200, fontDirs = [] }: PdfSettings): Pdf {
  const workspace = mkdtempSync(join(tmpdir(), 'ez360-pdf-'))
  const start: PdfWorkerStart = { workspace, fontDirs }
  const pool = new Piscina<PdfTask, PdfAnswer>({
    filename: new URL('./pdf-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    workerData: start,
    execArgv: [],
  })
  const underWay = new Set<AbortController>()

  async function render(template: PdfTemplate, input: object): Promise<Buffer> {
    assertSelfContained(template)
    if (underWay.size >= threads + queueMax) throw new Refusal('timed_out')
    const data = JSON.stringify(input)
    assert(data.length <= inputLengthMax, `PDF template ${template.name} was given ${data.length} characters`)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), timeoutMs)
    underWay.add(limit)
    try {
      const task: PdfTask = { source: template.source, data, images: template.images ?? {} }
      const answer = await pool.run(task, { signal: limit.signal })
      if ('problem' in answer) throw new AssertionError(`PDF template ${template.name}: ${answer.problem}`)
      return Buffer.from(answer.pdf)
    } catch (error) {
      if (limit.signal.aborted) throw new Refusal('timed_out')
      throw error
    } finally {
      clearTimeout(timer)
      underWay.delete(limit)
    }
  }

  async function close(): Promise<void> {
    for (const limit of underWay) limit.abort()
    await pool.destroy()
    await rm(workspace, { recursive: true, force: true })
  }

  return { render, close }
}
