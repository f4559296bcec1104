import type { Scope } from '#platform/scope.ts'
import { type Letterhead, loadLetterhead } from './letterhead.ts'
import { type DocumentRow, type LineRow, loadLines } from './store.ts'

/** A document with everyone whose name stands on it. */
export type Paper = Letterhead & { row: DocumentRow; lines: LineRow[] }

/** A document's paper; a fixed number of statements. */
export async function loadPaper(scope: Scope, row: DocumentRow): Promise<Paper> {
  const lines = await loadLines(scope, row.id)
  return { row, lines, ...(await loadLetterhead(scope, row)) }
}
