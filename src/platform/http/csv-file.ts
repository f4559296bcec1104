import { setImmediate } from 'node:timers/promises'
import { neutraliseCell } from '#kernel/csv.ts'
import { formatMoneyPlain } from '#kernel/money.ts'
import { Download } from '../operation.ts'

export type Cell = string | number | null

const partLength = 16_384
const rowsPerTurn = 25

/** One row of a CSV file (RFC 4180), harmless in a spreadsheet. */
function csvRow(cells: readonly Cell[]): string {
  const written = cells.map((cell) => {
    const text = neutraliseCell(cell === null ? '' : String(cell))
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${written.join(',')}\r\n`
}

/** A streamed CSV file: the heads of the columns, then the rows as they come. */
export function csvFile(
  fileName: string,
  heads: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Download {
  async function* body() {
    let part = csvRow(heads)
    let written = 0
    for await (const row of rows) {
      part += csvRow(row)
      written += 1
      if (part.length > partLength) {
        yield part
        part = ''
      }
      // Rows that are there already come without a turn of the loop between them; everybody else waits for that turn.
      if (written % rowsPerTurn === 0) await setImmediate()
    }
    yield part
  }
  return new Download(`${fileName}.csv`, 'text/csv; charset=utf-8', body())
}

/** Amounts for a file: `1234.50`, `-12.00`; a spreadsheet reads them as numbers. */
export function plainMoney(currency: string) {
  return (cents: number) => formatMoneyPlain(cents, currency)
}
