import { realpathSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the repository, wherever a law is started from. */
export const repository = join(import.meta.dirname, '..')

/** What a law found: where, which rule, and what to do about it. */
export type Fault = { file: string; line?: number; rule: string; text: string }

function faultLine({ file, line, rule, text }: Fault): string {
  return `${file}${line ? `:${line}` : ''}  ${rule}  ${text}`
}

/** Prints the faults of a law and sets the exit code; `awake` says how much it looked at. */
export function report(faults: Fault[], awake: string): void {
  for (const fault of faults) console.log(faultLine(fault))
  console.log(faults.length === 0 ? awake : `${faults.length} faults; ${awake}`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

/** Whether this file was named on the command line, directly or through bin/modern-node.cjs. */
export function isStarted(file: string): boolean {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === file
}
