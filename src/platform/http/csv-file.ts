import { neutraliseCell } from '#kernel/csv.ts'
import { formatMoneyPlain } from '#kernel/money.ts'
import { Download } from '../operation.ts'

export type Cell = string | number | null

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
    for await (const row of rows) {
      part += csvRow(row)
      if (part.length > 16_384) {
        yield part
        part = ''
      }
    }
    yield part
  }
  return new Download(`${fileName}.csv`, 'text/csv; charset=utf-8', body())
}

/** Amounts for a file: `1234.50`, `-12.00`; a spreadsheet reads them as numbers. */
export function plainMoney(currency: string) {
  return (cents: number) => formatMoneyPlain(cents, currency)
}
