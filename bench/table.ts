/** Prints rows under their headings, numbers to the right. */
export function printTable(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [headings, ...rows]
  const widths = headings.map((_heading, at) => Math.max(...all.map((row) => (row[at] ?? '').length)))
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   ')
  console.log(
    [`\n${title}`, line(headings), widths.map((width) => '-'.repeat(width)).join('   '), ...rows.map(line)].join('\n'),
  )
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`
export const ratio = (value: number): string => value.toFixed(2)
