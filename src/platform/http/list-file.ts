import { type Page, pageLimitMax } from '#kernel/paging.ts'
import type { Download } from '../operation.ts'
import { type Cell, csvFile } from './csv-file.ts'

/** What a column of the file is called, and what a row has in it. */
export type FileColumns<Row> = readonly (readonly [head: string, cell: (row: Row) => Cell])[]

type Asked = { limit: number; cursor?: string | undefined }

/** A list as a CSV file: everything that its filters find, read page after page as the screen reads it, streamed. */
export function listFile<Input extends Asked, Row>(
  name: string,
  input: Input,
  read: (page: Input) => Promise<Page<Row>>,
  columns: FileColumns<Row>,
): Download {
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await read({ ...input, limit: pageLimitMax, cursor })
      for (const row of page.items) yield columns.map(([, cell]) => cell(row))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvFile(
    name,
    columns.map(([head]) => head),
    rows(),
  )
}

/** A state as a person reads it: `partially_paid` is "partially paid". */
export const stateCell = (state: string | null): Cell => state?.replaceAll('_', ' ') ?? null
