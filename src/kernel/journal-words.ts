/** One line of text without what a plain-text format would take for its own, and without double spaces. */
export function plainWords(text: string, special: RegExp = /[:;|,[\]]/g): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\u00a0]/gu, ' ')
    .replace(special, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The words of an entry as its head in a plain-text journal. */
export const entryWords = (memo: string): string => plainWords(memo, /[;|]/g) || 'Entry'
