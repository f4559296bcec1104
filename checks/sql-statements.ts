/** One statement of a migration: its text without comments, where it starts, and what its comments allow. */
export type Statement = { sql: string; line: number; allowed: Set<string> }

// What must be taken whole: comments, strings, quoted names, dollar-quoted bodies, the end of a statement.
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|;/g

/** Splits SQL at the semicolons that end statements. `-- allow <rule>: <reason>` belongs to the statement it stands in or before. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = []
  let text = ''
  let allowed = new Set<string>()
  let from = 0
  let start = 0
  const finish = () => {
    if (text.trim() !== '') statements.push({ sql: text.trim(), line: lineAt(sql, start + leading(text)), allowed })
    text = ''
    allowed = new Set()
  }
  for (const match of sql.matchAll(token)) {
    const [found] = match
    text += sql.slice(from, match.index)
    from = match.index + found.length
    if (found === ';') {
      finish()
      start = from
    } else if (found.startsWith('--') || found.startsWith('/*')) {
      text += found.replace(/[^\n]/g, ' ')
      const rule = /allow ([a-z-]+): \S/.exec(found)?.[1]
      if (rule) allowed.add(rule)
    } else {
      text += found
    }
  }
  text += sql.slice(from)
  finish()
  return statements
}

/** Splits `a int, b numeric(6, 3), c text` at the commas outside brackets and strings. */
export function partsOf(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const [piece] of list.matchAll(/'(?:[^']|'')*'|"[^"]*"|[\s\S]/g)) {
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    if (piece === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else {
      part += piece
    }
  }
  return [...parts, part.trim()].filter((text) => text !== '')
}

function leading(text: string): number {
  return text.length - text.trimStart().length
}

function lineAt(sql: string, position: number): number {
  return sql.slice(0, position).split('\n').length
}
