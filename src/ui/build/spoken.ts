/**
 * The refusals that code in the browser can raise itself, of the table of all. The server sends its own with their sentence,
 * so their words need not travel. `source` is the text of every file that can be part of the web.
 */
export function spokenIn<Table extends object>(refusals: Table, source: string): Partial<Table> {
  const named = new Set(source.match(/(?<=['"`])[a-z][a-z_]*(?=['"`])/g))
  return Object.fromEntries(Object.entries(refusals).filter(([code]) => named.has(code))) as Partial<Table>
}
