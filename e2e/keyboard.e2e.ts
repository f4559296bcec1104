import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { type RunningServer, startServer } from './server.ts'
import { startWalk, type Walk } from './walk.ts'

/** From sign-up to a paid invoice without touching the mouse: only keys are pressed here, nothing is clicked or filled. */
let server: RunningServer
let browser: Browser
let walk: Walk
let page: Page
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
  walk = await startWalk(browser, server.url, 'keyboard', { width: 1440, height: 900 })
  page = walk.page
})
afterAll(async () => {
  await walk?.end()
  await browser?.close()
  await server?.stop()
})

describe('with the keyboard alone', () => {
  test('signs up and creates a company', async () => {
    await walk.go('/sign-up')
    await tabTo(/Your name/)
    await page.keyboard.type('Kay Board')
    await tabTo(/E-mail/)
    await page.keyboard.type('kay@keys.example')
    await tabTo(/^Password/)
    await page.keyboard.type('no mouse in this house 9')
    await page.keyboard.press('Enter')
    await page.getByLabel('Company name').waitFor()
    await tabTo(/Company name/)
    await page.keyboard.type('Keys and Sons')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/c\/[0-9a-f-]{36}/)
    walk.company = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  })

  test('adds a client', async () => {
    await keys('g', 'c')
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
    await keys('n')
    await page.getByLabel('Organization').waitFor()
    await tabTo(/Organization/)
    await page.keyboard.type('Quiet Corp')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: 'Quiet Corp' }).waitFor()
  })

  test('writes an invoice and sends it', async () => {
    await keys('g', 'i')
    await page.getByRole('heading', { name: 'Invoices', exact: true }).waitFor()
    await keys('n')
    await page.getByLabel('Client').first().waitFor()
    await tabTo(/Client/)
    await page.keyboard.type('Quiet')
    await page.getByRole('option', { name: /Quiet Corp/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await tabTo(/Draft invoice/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/)
    await page.getByLabel('Price, line 1').waitFor()
    await tabTo(/Item, line 1/)
    await page.keyboard.type('Silence')
    await tabTo(/Quantity, line 1/)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await tabTo(/Price, line 1/)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('75.50')
    await page.keyboard.press('Tab')
    await page.getByText('$151.00').first().waitFor()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1100').first().waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('1100').first().waitFor()
    await tabTo(/^Send invoice/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /\d\d\/\d\d\/\d{3}/ }).waitFor()
  })

  test('records the payment', async () => {
    await tabTo(/^Record payment/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(/^Record payment of/)
    await page.keyboard.press('Enter')
    await page.getByText('Paid', { exact: true }).first().waitFor()
  })

  test('finds it again with the palette', async () => {
    await keys('g', 'c')
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Quiet Corp')
    await page.getByRole('dialog').getByText('Quiet Corp').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Quiet Corp' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
  })

  test('nothing broke on the way', () => expect(walk.problems).toEqual([]))
})

/** One key after the other, as fingers do. */
async function keys(...pressed: string[]): Promise<void> {
  await page.waitForTimeout(300)
  for (const key of pressed) await page.keyboard.press(key)
}

/** Tab until what has the focus is called so; whatever is passed on the way must show that it has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < 80; steps += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return undefined
      const labelled = element.getAttribute('aria-labelledby')
      const label =
        element.getAttribute('aria-label') ??
        (labelled ? document.getElementById(labelled)?.textContent : null) ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent
      const style = getComputedStyle(element)
      const ringed = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || element.matches('input, textarea')
      return { name: label?.trim() ?? '', ringed }
    })
    if (focused) {
      expect([focused.name, focused.ringed]).toEqual([focused.name, true])
      if (name.test(focused.name)) return
      passed.push(focused.name)
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}; it passed ${passed.join(' · ')}`)
}
