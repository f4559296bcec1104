export const passwordLengthMin = 10
export const passwordLengthMax = 256

/** What everybody tries first, in the letters that remain after undoing the usual swaps (`p@ssw0rd`). */
const common =
  /password|passwort|passphrase|motdepasse|contrasena|letmein|welcome|iloveyou|sunshine|princess|football|baseball|superman|batman|dragon|monkey|master|shadow|michael|jennifer|trustno|whatever|starwars|charlie|computer|internet|changeme|secret|default|administrator|admin|login|qwert|qwerz|azert|asdf|zxcv|yxcv|abc123|12345|54321|11111|00000|aaaaa|ez360/g

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
]
const swaps: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Why a password cannot be used, as a sentence; undefined when it can. `known` are words that others know about the
 * person: name, e-mail. Length counts most (NIST SP 800-63B 5.1.1.2); only the obvious is refused.
 */
export function passwordProblem(password: string, known: readonly string[] = []): string | undefined {
  const length = [...password].length
  if (length < passwordLengthMin) return `Use ${passwordLengthMin} characters or more.`
  if (length > passwordLengthMax) return `Use at most ${passwordLengthMax} characters.`
  const lower = password.normalize('NFKC').toLowerCase()
  if (new Set(lower).size < 5 || /^(.{1,6}?)\1+.{0,3}$/su.test(lower))
    return 'This repeats itself. Use a few different words.'
  if (withoutRuns(lower).length < 5) return 'Rows of letters, digits or keys are tried first. Use a few words instead.'
  if (mostlyCommon(lower) || mostlyCommon(unswapped(lower)))
    return 'This is one of the first passwords to be tried. Use a few words instead.'
  if (wordsOf(known).some((word) => lower.includes(word) && lower.length - word.length < 8)) {
    return 'Leave out your name and e-mail address: others know them.'
  }
  return undefined
}

/** Little is left when the common words are taken out. */
function mostlyCommon(text: string): boolean {
  return text.replace(common, '').replace(/\d{1,4}$/, '').length < 5
}

function unswapped(text: string): string {
  return text.replace(/[013457@$!]/g, (character) => swaps[character] ?? character)
}

/** The text without runs of four or more neighbours on the keyboard, in the alphabet or among the digits. */
function withoutRuns(text: string): string {
  let left = text
  for (const row of rows.flatMap((each) => [each, [...each].reverse().join('')])) {
    for (let size = row.length; size >= 4; size -= 1) {
      for (let start = 0; start + size <= row.length; start += 1)
        left = left.replaceAll(row.slice(start, start + size), '')
    }
  }
  return left
}

function wordsOf(known: readonly string[]): string[] {
  return known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
}
