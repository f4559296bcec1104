import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules of WCAG 2.2 AA, and those of them that look at colours. */
export const levels = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] } as const
export const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const

/** What breaks a rule on the screen as it is now. The half megabyte of axe comes once to a page, not with each look. */
export async function violations(page: Page, rules: typeof levels | typeof colours): Promise<AxeResults['violations']> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  // What passes is not written down: half the time.
  const options: RunOptions = { resultTypes: ['violations'], runOnly: { type: rules.type, values: [...rules.values] } }
  const found = await page.evaluate(
    (given) =>
      (window as unknown as { axe: { run(on: Document, how: unknown): Promise<AxeResults> } }).axe.run(document, given),
    options as unknown as Record<string, unknown>,
  )
  return found.violations
}
