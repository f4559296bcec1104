import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { type RunningServer, startServer } from './server.ts'

/** The product's main job as one person does it in a browser, from sign-up to the books; each step stands on the last. */
const sizes = [
  ['desktop', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function axeClean(page: Page): Promise<void> {
  await page.waitForTimeout(250)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes.map(({ target }) => target)}`)).toEqual([])
}

describe.each(sizes)('from sign-up to the books, %s', (size, viewport) => {
  let context: BrowserContext
  let page: Page
  let company = ''
  let invoice = ''
  const problems: string[] = []
  const email = `nora-${size}@birch.example`
  /** Opens a screen and lets its lazy parts arrive, as a person's eyes do. */
  const go = async (path: string) => {
    await page.goto(`${server.url}${company}${path}`)
    await page.waitForTimeout(700)
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

  beforeAll(async () => {
    context = await browser.newContext({ viewport, timezoneId: 'America/New_York' })
    context.setDefaultTimeout(15_000)
    page = await context.newPage()
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) problems.push(message.text())
    })
  })
  afterAll(() => context?.close())

  test('signs up and creates a company', async () => {
    await page.goto(`${server.url}/sign-up`)
    await page.getByLabel('Your name').fill('Nora Birch')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('a long walk home 7')
    await axeClean(page)
    await button(/Create account|Sign up/).click()
    await page.getByLabel('Company name').fill('Birch Works')
    await page.getByLabel('Sales tax').fill('8.25')
    await axeClean(page)
    await button('Create company').click()
    await page.waitForURL(/\/c\/[0-9a-f-]{36}/)
    company = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
    await axeClean(page)
  })

  test('adds a client, a service and a project', async () => {
    await go('/clients/new')
    await page.getByLabel('Organization').fill('Cedar Bank')
    await page.getByLabel('E-mail').first().fill('pay@cedar.example')
    await axeClean(page)
    await button('Add client').click()
    await page.getByRole('heading', { name: 'Cedar Bank' }).waitFor()
    await go('/catalog?item=new')
    await page.getByRole('dialog').getByLabel('Name').fill('Design')
    await page.getByLabel('Price').fill('120')
    await button('Add item').click()
    await page.getByText('Design').first().waitFor()
    await go('/projects/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Branch')
    await page.getByLabel('Client').first().click()
    await page.getByRole('option', { name: /Cedar Bank/ }).click()
    await page.getByLabel(/Hourly rate/).fill('100')
    await button('Start project').click()
    await page.getByRole('heading', { name: 'Branch' }).waitFor()
    await axeClean(page)
  })

  test('makes an invoice by hand, with tax, and sends it', async () => {
    await go('/invoices/new')
    await page.getByLabel('Client').first().click()
    await page.getByRole('option', { name: /Cedar Bank/ }).click()
    await button('Draft invoice').click()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/)
    await page.getByRole('combobox', { name: 'Item, line 1' }).fill('Poster')
    await page.getByLabel('Quantity, line 1').fill('2.5')
    await page.getByLabel('Price, line 1').fill('40*3')
    await page.getByLabel('Tax, line 1').fill('24.75')
    await page.getByLabel('Tax, line 1').blur()
    await page.getByText('$324.75').first().waitFor()
    await page.getByText('Saved', { exact: false }).first().waitFor()
    await axeClean(page)
    await button('Send').first().click()
    await page.getByText('1100').first().waitFor()
    await axeClean(page)
    await button(/Send invoice/)
      .last()
      .click()
    await page.getByRole('heading', { name: /\d\d\/\d\d\/\d{3}/ }).waitFor()
    invoice = new URL(page.url()).pathname.replace(company, '').replace('/edit', '')
    await axeClean(page)
  })

  test('records a part, then the rest and more', async () => {
    for (const [amount, state] of [
      ['100', 'Partly paid'],
      ['300', 'Paid'],
    ] as const) {
      await go(invoice)
      await button(/Record payment/)
        .first()
        .click()
      await page.getByLabel('Amount', { exact: false }).first().fill(amount)
      await page.getByLabel('Amount', { exact: false }).first().blur()
      await button(/^Record payment of/).click()
      await page.getByText(state, { exact: true }).first().waitFor()
    }
    await axeClean(page)
    await go('/payments')
    await page.getByText('$300.00').first().waitFor()
  })

  test('sees it in the books', async () => {
    await go('/reports/profit-and-loss')
    await page.getByText('300.00').first().waitFor()
    await axeClean(page)
    await go('/reports/trial-balance')
    await page.getByText('24.75').first().waitFor()
    await axeClean(page)
    await go('/journal')
    await page
      .getByRole('main')
      .getByText(/Cedar Bank|Payment/)
      .first()
      .waitFor()
    await axeClean(page)
  })

  test('the client opens the mailed link without an account', async () => {
    const found = await page.request.get(`${server.url}/outbox`)
    expect(found.ok()).toBe(true)
    const visitor = await browser.newContext({ viewport })
    const made = await page.request.post(`${server.url}/api/v1/companies/${company.slice(3)}${invoice}/links`, {
      data: {},
    })
    const { url } = (await made.json()) as { url: string }
    const shared = await visitor.newPage()
    const answer = await shared.goto(`${server.url}${new URL(url).pathname}`)
    expect(answer?.status()).toBe(200)
    expect(await shared.locator('body').textContent()).toContain('$324.75')
    await axeClean(shared)
    await visitor.close()
  })

  test('nothing broke on the way', () => expect(problems).toEqual([]))
})
