/** Reads a CSV file as RFC 4180 has it: quotes, doubled quotes, line breaks inside them. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ',') end()
    else if (!quoted && sign === '\r' && text[at + 1] === '\n') {
      end()
      rows.push([])
      at += 1
    } else cell += sign
  }
  if (quoted) throw new Error('a quote that is opened in this file is never closed')
  if (cell !== '' || (rows.at(-1)?.length ?? 0) > 0) end()
  return rows.filter((row) => row.length > 0)
}
