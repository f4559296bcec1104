/**
 * Mantine's stylesheet holds every component; a screen uses a few. Its classes (`m_1b7284a3`) stand as text in the
 * scripts of the components that are built in, so a rule whose class no script names cannot match anything.
 */
export function withoutUnused(css: string, used: (className: string) => boolean): string {
  let out = ''
  for (const { prelude, body } of blocks(css)) {
    if (body === undefined) out += prelude
    else if (/^\s*@(media|layer|supports|container)\b/.test(prelude)) {
      const inner = withoutUnused(body, used)
      if (inner.trim() !== '') out += `${prelude}{${inner}}`
    } else if (prelude.trimStart().startsWith('@')) out += `${prelude}{${body}}`
    else {
      const kept = selectors(prelude).filter((selector) => canMatch(selector, used))
      if (kept.length > 0) out += `${kept.join(',')}{${body}}`
    }
  }
  return out
}

/** Whether every class of Mantine that must be there is used. What `:not`, `:is` and `:where` ask for is left alone. */
function canMatch(selector: string, used: (className: string) => boolean): boolean {
  const asked = selector.replaceAll(/:(not|is|where|has)\((?:[^()]|\([^()]*\))*\)/g, '')
  return [...asked.matchAll(/\.(m_[0-9a-f]+)/g)].every((match) => used(match[1] ?? ''))
}

/** Splits at top-level braces; a statement without a block (`@import …;`) has no body. */
function* blocks(css: string): Generator<{ prelude: string; body: string | undefined }> {
  let at = 0
  while (at < css.length) {
    const end = next(css, at, '{;')
    if (end >= css.length) return yield { prelude: css.slice(at), body: undefined }
    if (css[end] === ';') {
      yield { prelude: css.slice(at, end + 1), body: undefined }
      at = end + 1
      continue
    }
    const close = closing(css, end)
    yield { prelude: css.slice(at, end), body: css.slice(end + 1, close) }
    at = close + 1
  }
}

/** Where the block that opens here closes. */
function closing(css: string, open: number): number {
  let depth = 1
  for (let at = open + 1; at < css.length; at++) {
    at = next(css, at, '{}')
    depth += css[at] === '{' ? 1 : -1
    if (depth === 0) return at
  }
  return css.length
}

/** The next of these characters outside strings, comments and parentheses. */
function next(css: string, from: number, wanted: string): number {
  let depth = 0
  for (let at = from; at < css.length; at++) {
    const character = css[at] ?? ''
    if (character === '\\') at++
    else if (character === '"' || character === "'") at = endOfString(css, at)
    else if (css.startsWith('/*', at)) at = css.indexOf('*/', at) + 1
    else if (character === '(') depth++
    else if (character === ')') depth--
    else if (depth === 0 && wanted.includes(character)) return at
  }
  return css.length
}

function endOfString(css: string, open: number): number {
  for (let at = open + 1; at < css.length; at++) {
    if (css[at] === '\\') at++
    else if (css[at] === css[open]) return at
  }
  return css.length
}

function selectors(prelude: string): string[] {
  const found: string[] = []
  for (let at = 0; at <= prelude.length; ) {
    const end = next(prelude, at, ',')
    found.push(prelude.slice(at, end))
    at = end + 1
  }
  return found
}

/** Mantine gives every colour it knows two dozen variables; a house that paints with few of them need not send the others. */
export function withoutColours(css: string, unused: readonly string[]): string {
  return css.replaceAll(new RegExp(`--mantine-color-(?:${unused.join('|')})-[\\w-]+:[^;}]*;?`, 'g'), '')
}
