/**
 * The house's small markup for longer texts: `## Heading`, `- item`, `**bold**`, paragraphs set apart by an empty line.
 * It is kept as it was typed, and read into blocks that each paper shows in its own way; nothing in it is ever HTML.
 */

export type RichSpan = { text: string; bold: boolean }
export type RichBlock =
  | { kind: 'heading'; spans: RichSpan[] }
  | { kind: 'paragraph'; spans: RichSpan[] }
  | { kind: 'list'; items: RichSpan[][] }

/** The blocks of a text, in their order. Whatever is no markup stands as it is. */
export function readRichText(text: string): RichBlock[] {
  const blocks: RichBlock[] = []
  for (const part of text.replaceAll('\r\n', '\n').split(/\n\s*\n/)) {
    let lines: string[] = []
    const flush = () => {
      if (lines.length > 0) blocks.push({ kind: 'paragraph', spans: readSpans(lines.join('\n')) })
      lines = []
    }
    for (const line of part.split('\n')) {
      const heading = /^##? (.+)$/.exec(line)
      const item = /^\s*[-*] (.+)$/.exec(line)
      if (!heading && !item) {
        if (line.trim() !== '') lines.push(line.trimEnd())
        continue
      }
      flush()
      if (heading) blocks.push({ kind: 'heading', spans: readSpans(heading[1] ?? '') })
      else addItem(blocks, readSpans(item?.[1] ?? ''))
    }
    flush()
  }
  return blocks
}

function addItem(blocks: RichBlock[], item: RichSpan[]): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list') last.items.push(item)
  else blocks.push({ kind: 'list', items: [item] })
}

/** Bold where two stars stand on both sides of something. */
function readSpans(text: string): RichSpan[] {
  return text
    .split(/(\*\*[^*\n]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) => {
      const bold = /^\*\*([^*\n]+)\*\*$/.exec(part)?.[1]
      return bold === undefined ? { text: part, bold: false } : { text: bold, bold: true }
    })
}
