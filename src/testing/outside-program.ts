import { spawnSync } from 'node:child_process'

/**
 * Whether a program is on this machine that a test compares us with. Where it is not, the test is skipped with a loud
 * line; in CI that is a failure: what is not compared there is compared nowhere.
 */
export function outsideProgram(name: string): boolean {
  if (spawnSync(name, ['--version']).status === 0) return true
  if (process.env.CI === 'true') throw new Error(`${name} is not installed, and CI may not go without it`)
  process.stderr.write(
    `\n!!! ${name} IS NOT INSTALLED: TESTS THAT COMPARE US WITH IT ARE SKIPPED (apt-get install ${name}) !!!\n\n`,
  )
  return false
}
