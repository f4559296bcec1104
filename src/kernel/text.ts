import { z } from 'zod'

/** Control characters except tab and line ends, which `longText` allows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
/** Line ends of every kind, and tabs. */
const lineEnd = /[\t\n\r\u2028\u2029]/

/** One line of human text, required: trimmed, NFC, 1 to `max` characters. `enter` is the sentence when it is empty. */
export function shortText(max: number, enter = 'Enter something here.') {
  return oneLine(max, enter).min(1, enter)
}

/** Text of several lines, possibly empty: trimmed, NFC, line ends as `\n`, at most `max` characters. */
export function longText(max: number) {
  return z
    .string('Enter text.')
    .overwrite((text) => tidy(text.replace(/\r\n?/g, '\n')))
    .refine(isWritable, 'Remove the characters that cannot be printed.')
    .refine((text) => lengthOf(text) <= max, `Use at most ${max} characters.`)
    .meta({ maxLength: max })
}

/** One line that may be missing: `null` or blank comes out as `null`. Not optional by itself: add `.default(null)` or `.optional()`. */
export function optionalText(max: number) {
  return oneLine(max, 'Enter text.')
    .nullable()
    .overwrite((text) => (text === '' ? null : text))
}

/** Several lines that may be missing: `null` or blank comes out as `null`. */
export function optionalLongText(max: number) {
  return longText(max)
    .nullable()
    .overwrite((text) => (text === '' ? null : text))
}

/** Marks that turn the direction of text around: `invoice\u202Efdp.exe` reads as `invoiceexe.pdf`. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** The name of a file that somebody sent: without folders, and without marks that make it read as another one. */
export const fileNameText = z
  .string('Name the file.')
  .overwrite((text) =>
    text
      .replace(/^.*[/\\]/, '')
      .replace(turning, '')
      .replace(/^[.\s]+$/, ''),
  )
  .pipe(shortText(255, 'Name the file.'))

/** An e-mail address, trimmed, its domain in lower case; at most 254 characters (RFC 5321, errata 1690). */
export const emailAddress = z
  .string('Enter an e-mail address.')
  .overwrite((text) => tidy(text).replace(/@[^@]*$/, (domain) => domain.toLowerCase()))
  .pipe(z.email('Enter an e-mail address, such as ada@example.com.').max(254, 'Use at most 254 characters.'))

function oneLine(max: number, enter: string) {
  return z
    .string(enter)
    .overwrite(tidy)
    .refine(
      (text) => isWritable(text) && !lineEnd.test(text),
      'Remove line breaks and characters that cannot be printed.',
    )
    .refine((text) => lengthOf(text) <= max, `Use at most ${max} characters.`)
    .meta({ maxLength: max })
}

function tidy(text: string): string {
  return text.isWellFormed() ? text.normalize('NFC').trim() : text
}

function isWritable(text: string): boolean {
  return text.isWellFormed() && !control.test(text)
}

/** Characters as people count them, near enough: code points, as PostgreSQL's char_length does. */
function lengthOf(text: string): number {
  return text.length <= 1 ? text.length : [...text].length
}
