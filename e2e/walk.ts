import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from '#testing/places.ts'
import { colours, levels, violations } from './axe.ts'
import { settled } from './settled.ts'

export const sizes = [
  ['desktop', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const

/**
 * Somebody with a browser, and what went wrong in it. Every walk leaves a trace of its acts in `test-results` for
 * `npx playwright show-trace`; the document at each act, a sixth more time, is in it of those with `recorded`, and of all with
 * `EZ360_RECORD=1`.
 */
export type Walk = {
  context: BrowserContext
  page: Page
  /** Page errors and violations of the content security policy. */
  problems: string[]
  /** `/c/<id>` once a company is open. */
  company: string
  /** Opens a screen and lets its lazy parts arrive, as a person's eyes do. */
  go(path: string): Promise<void>
  button(name: string | RegExp): Locator
  /** Text of a mail that the development outbox holds, newest first. */
  mailed(subject: RegExp): Promise<string>
  end(): Promise<void>
}

export async function startWalk(
  browser: Browser,
  url: string,
  name: string,
  viewport: { width: number; height: number },
  { recorded = process.env.EZ360_RECORD === '1' } = {},
): Promise<Walk> {
  const context = await browser.newContext({
    viewport,
    timezoneId: 'America/New_York',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  // No film of the screen: that would cost a core.
  await context.tracing.start({ snapshots: recorded })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) problems.push(message.text())
  })
  const walk: Walk = {
    context,
    page,
    problems,
    company: '',
    async go(path) {
      await page.goto(`${url}${walk.company}${path}`, { waitUntil: 'domcontentloaded' })
      await settled(page)
    },
    button: (called) => page.getByRole('button', { name: called, exact: typeof called === 'string' }),
    async mailed(subject) {
      const outbox = await context.newPage()
      const mail = outbox.getByRole('link', { name: subject }).first()
      const arrived = async () => {
        await outbox.goto(`${url}/outbox`)
        return mail.isVisible()
      }
      // It goes out by a job.
      await expect.poll(arrived, { timeout: 20_000, interval: 300 }).toBe(true)
      await mail.click()
      const address = `${outbox.url()}/html`
      await outbox.close()
      return (await context.request.get(address)).text()
    },
    async end() {
      const folder = join(root, 'test-results')
      mkdirSync(folder, { recursive: true })
      await context.tracing.stop({ path: join(folder, `${name}.zip`) })
      await context.close()
    },
  }
  return walk
}

/** No violation of WCAG 2.2 AA on the screen as it is now. With `EZ360_PICTURES` set it is also kept as a picture. */
export async function axeClean(page: Page, rules: typeof levels | typeof colours = levels): Promise<void> {
  await settled(page)
  await picture(page)
  const found = await violations(page, rules)
  expect(found.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes.map(({ target }) => target)}`)).toEqual([])
}

/** Light and dark: the same elements in other colours, so that of the dark ones only colours are looked at. */
export async function axeCleanInBoth(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await axeClean(page, colours)
  await page.emulateMedia({ colorScheme: 'light' })
  await axeClean(page)
}

let pictures = 0
async function picture(page: Page): Promise<void> {
  const folder = process.env.EZ360_PICTURES
  if (!folder) return
  pictures += 1
  const place = new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/g, '').replaceAll(/\W+/g, '-')
  const name = `${String(pictures).padStart(3, '0')}${place}-${page.viewportSize()?.width}.png`
  await page.screenshot({ path: join(folder, name) })
}
