/**
 * Makes a cell harmless in a spreadsheet: a text that starts with `=`, `+`, `-`, `@`, tab or carriage return would be
 * run as a formula there, so it gets a leading apostrophe. Plain negative numbers (`-12.50`) stay numbers.
 * Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
 */
export function neutraliseCell(value: string): string {
  if (!/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value)) return value
  return /^-\d+(\.\d+)?$/.test(value) ? value : `'${value}`
}
