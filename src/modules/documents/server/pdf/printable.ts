/** Control characters other than line breaks, and the marks that reorder text behind the reader's back. */
const unprintable = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu
/** Longer than any word; without a place to break it would run over the next column. */
const tooLongToWrap = /\S{28,}/gu
const breakHere = '\u200b'

/** Text of people as a page can show it: no control characters, and long runs may break. */
export function printable(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(unprintable, '').trim()
  return clean.replace(tooLongToWrap, (run) => [...run].map((c, i) => (i % 8 === 7 ? c + breakHere : c)).join(''))
}

/** A part of a text: the blanks at its ends stand between it and its neighbours. */
export function printableSpan(text: string): string {
  const [before = ''] = /^\s*/.exec(text) ?? []
  const [after = ''] = /\s*$/.exec(text) ?? []
  const shown = printable(text)
  return shown === '' ? ' ' : `${before && ' '}${shown}${after && ' '}`
}

/** The same, and `null` where there is nothing to show. */
export function printableOrNone(text: string | null | undefined): string | null {
  const shown = printable(text ?? '')
  return shown === '' ? null : shown
}
