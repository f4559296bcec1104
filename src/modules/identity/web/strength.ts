export const passwordLengthMin = 10

export type Strength = { level: 0 | 1 | 2 | 3 | 4; word: string; hint: string }

const common = /password|passwort|qwert|asdf|letmein|welcome|admin|login|abc123|iloveyou|12345|11111|monkey|dragon/i

/** A hint while typing; the server decides. `known` are words that others know: name, e-mail. */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if (password === '')
    return { level: 0, word: '', hint: `${passwordLengthMin} characters or more. A few words in a row are good.` }
  const missing = passwordLengthMin - [...password].length
  if (missing > 0)
    return { level: 1, word: 'Too short', hint: `${missing} more ${missing === 1 ? 'character' : 'characters'}.` }
  if (guessable(password, known)) {
    return { level: 1, word: 'Easy to guess', hint: 'Leave out names, common words and rows of keys.' }
  }
  const length = [...password].length
  const points = variety(password) + (length >= 14 ? 1 : 0) + (length >= 18 ? 2 : 0)
  if (points >= 4) return { level: 4, word: 'Strong', hint: 'Hard to guess.' }
  if (points >= 3) return { level: 3, word: 'Good', hint: 'Longer is stronger.' }
  return { level: 2, word: 'Fair', hint: 'Another word would make it strong.' }
}

function guessable(password: string, known: readonly string[]): boolean {
  const lower = password.toLowerCase()
  const words = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
  return (
    new Set(lower).size < 5 ||
    (common.test(lower) && lower.length < 16) ||
    words.some((word) => lower.includes(word) && lower.length - word.length < 8)
  )
}

function variety(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length
}
