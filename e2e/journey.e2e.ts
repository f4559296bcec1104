import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, sizes, startWalk, type Walk } from './walk.ts'

/** The product's main job as one person does it in a browser, from sign-up to the books; each step stands on the last. */
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

describe.each(sizes)('from sign-up to the books, %s', (size, viewport) => {
  let walk: Walk
  let invoice = ''
  const email = `nora-${size}@birch.example`
  const newPassword = 'the river in november 3'

  beforeAll(async () => {
    walk = await startWalk(browser, server.url, `journey-${size}`, viewport)
  })
  afterAll(() => walk?.end())

  test('1: signs up, forgets the password, chooses another', async () => {
    const { page, button } = walk
    await walk.go('/sign-up')
    await page.getByLabel('Your name').fill('Nora Birch')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('a long walk home 7')
    await axeClean(page)
    await button(/Create account|Sign up/).click()
    await page.getByLabel('Company name').waitFor()
    await walk.context.clearCookies()
    await walk.go('/forgot')
    await page.getByLabel('E-mail').fill(email)
    await axeClean(page)
    await button('Send the link').click()
    await page.getByRole('heading', { name: 'Look into your inbox' }).waitFor()
    const link = /href="([^"]*reset[^"]*)"/.exec(await walk.mailed(/password/i))?.[1]?.replaceAll('&amp;', '&') ?? ''
    await page.goto(new URL(new URL(link).pathname + new URL(link).search, server.url).href)
    await page.getByLabel('New password').fill(newPassword)
    await axeClean(page)
    await button(/password/i)
      .last()
      .click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('a long walk home 7')
    await button('Sign in').click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(newPassword)
    await button('Sign in').click()
    await page.getByLabel('Company name').waitFor()
  })

  test('2: creates a company with its logo', async () => {
    const { page, button } = walk
    await page.getByLabel('Company name').fill('Birch Works')
    await page.getByLabel('Sales tax').fill('8.25')
    await axeClean(page)
    await button('Create company').click()
    await page.waitForURL(/\/c\/[0-9a-f-]{36}/)
    walk.company = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
    await axeClean(page)
    await walk.go('/settings/branding')
    const logo = {
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: await readFile(join(import.meta.dirname, 'logo.png')),
    }
    await page.locator('input[type=file]').setInputFiles(logo)
    await page.getByAltText('Your logo').waitFor()
    await axeClean(page)
  })

  test('3: adds a client, a service and a project', async () => {
    const { page, button } = walk
    await walk.go('/clients/new')
    await page.getByLabel('Organization').fill('Cedar Bank')
    await page.getByLabel('E-mail').first().fill('pay@cedar.example')
    await axeClean(page)
    await button('Add client').click()
    await page.getByRole('heading', { name: 'Cedar Bank' }).waitFor()
    await walk.go('/catalog?item=new')
    await page.getByRole('dialog').getByLabel('Name').fill('Design')
    await page.getByLabel('Price').fill('120')
    await button('Add item').click()
    await page.getByText('Design').first().waitFor()
    await walk.go('/projects/new')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Branch')
    await page.getByLabel('Client').first().click()
    await page.getByRole('option', { name: /Cedar Bank/ }).click()
    await page.getByLabel(/Hourly rate/).fill('100')
    await button('Start project').click()
    await page.getByRole('heading', { name: 'Branch' }).waitFor()
    await axeClean(page)
  })

  test('4: runs the timer, corrects what it left, submits and approves it', async () => {
    const { page, button } = walk
    await walk.go('')
    if (size === 'desktop') {
      // Its key comes with it.
      await button('Start timer').waitFor()
      await page.keyboard.press('t')
    } else await button('Start the timer').click()
    const panel = page.getByRole('dialog').filter({ hasText: 'Project' })
    await panel.getByRole('combobox', { name: 'Project' }).click()
    await page.getByRole('option', { name: /Branch/ }).click()
    await axeClean(page)
    await panel.getByRole('button', { name: 'Start' }).click()
    await button(/Timer running/)
      .first()
      .click()
    await button('Pause').click()
    await button('Resume').click()
    await walk.go('/clients')
    await button(/Timer running/)
      .first()
      .click()
    await button('Stop').click()
    await walk.go('/time/list')
    await page.getByText('Branch').first().click()
    await page.getByLabel('Duration', { exact: true }).last().fill('1:30')
    await page.getByLabel('Notes').last().fill('First sketch')
    await axeClean(page)
    await button('Save').click()
    await page.getByText('Saved').first().waitFor()
    await walk.go('/time/list')
    await page.getByText('Branch').first().click()
    await button('Submit').last().click()
    await page.getByText('1 entry submitted').waitFor()
    await walk.go('/time/approvals')
    await axeClean(page)
    await button('Approve all 1').click()
    await page.getByText('1 entry approved').waitFor()
  })

  test('5: bills the approved time', async () => {
    const { page, button } = walk
    await walk.go('/invoices/from-time')
    await page.getByLabel('Client').first().click()
    await page.getByRole('option', { name: /Cedar Bank/ }).click()
    await page.getByText('$150.00').first().waitFor()
    await axeClean(page)
    await button('Draft invoice').click()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/)
    await page.getByText('$150.00').first().waitFor()
    await page.waitForTimeout(700)
    await sendOpenDraft()
  })

  test('5, 6: makes an invoice by hand, with tax, and sends it', async () => {
    const { page, button } = walk
    await walk.go('/invoices/new')
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
    await sendOpenDraft()
    invoice = new URL(page.url()).pathname.replace(walk.company, '').replace('/edit', '')
    const [pdf] = await Promise.all([page.waitForEvent('download'), openPdf()])
    expect(pdf.suggestedFilename()).toMatch(/\.pdf$/)
  })

  test('6: the client opens the mailed link without an account', async () => {
    const mail = await walk.mailed(/Invoice/)
    const link = /href="([^"]*\/d\/[^"]*)"/.exec(mail)?.[1] ?? ''
    const visitor = await browser.newContext({ viewport })
    const shared = await visitor.newPage()
    const answer = await shared.goto(`${server.url}${new URL(link).pathname}`)
    expect(answer?.status()).toBe(200)
    expect(await shared.locator('body').textContent()).toContain('$324.75')
    await axeClean(shared)
    await visitor.close()
  })

  test('7: records a part, then the rest and more', async () => {
    const { page, button } = walk
    for (const [amount, state] of [
      ['100', 'Partly paid'],
      ['450', 'Paid'],
    ] as const) {
      await walk.go(invoice)
      await button(/Record payment/)
        .first()
        .click()
      await page.getByLabel('Amount', { exact: false }).first().fill(amount)
      await page.getByLabel('Amount', { exact: false }).first().blur()
      await button(/^Record payment of/).click()
      await page.getByText(state, { exact: true }).first().waitFor()
      await axeClean(page)
      if (state === 'Partly paid') await report('ar-aging', '374.75')
    }
    await walk.go('/payments')
    await page.getByText('$450.00').first().waitFor()
  })

  test('8: sees it in the books, and takes them along', async () => {
    const { page } = walk
    await report('profit-and-loss', '450.00')
    await report('balance-sheet', '75.25')
    await report('trial-balance', '24.75')
    await report('general-ledger', '474.75')
    await walk.go('/journal')
    await page
      .getByRole('main')
      .getByText(/Cedar Bank|Payment/)
      .first()
      .waitFor()
    await axeClean(page)
  })

  test('9: the dashboard and the checklist know it', async () => {
    const { page } = walk
    await walk.go('')
    await page.getByText('$450.00').first().waitFor()
    await axeClean(page)
    await walk.go('/getting-started')
    await axeClean(page)
  })

  test('nothing broke on the way', () => expect(walk.problems).toEqual([]))

  async function sendOpenDraft(): Promise<void> {
    const { page, button } = walk
    await button('Send').first().click()
    await page.getByText('1100').first().waitFor()
    await axeClean(page)
    await button(/Send invoice/)
      .last()
      .click()
    await page.getByRole('heading', { name: /\d\d\/\d\d\/\d{3}/ }).waitFor()
    await axeClean(page)
  }

  /** The figure stands on the screen and in the file. */
  async function report(name: string, figure: string): Promise<void> {
    const { page } = walk
    await walk.go(`/reports/${name}`)
    await page.getByText(figure).first().waitFor()
    await axeClean(page)
    const csv = page.getByRole('link', { name: 'CSV' }).first()
    const [file] = await Promise.all([page.waitForEvent('download'), csv.click()])
    expect(await readFile((await file.path()) ?? '', 'utf8')).toContain(figure)
  }

  /** The file is a download; on a phone the act is in the menu. */
  async function openPdf(): Promise<void> {
    const { page } = walk
    const direct = page.getByRole('link', { name: /PDF/ }).first()
    if (await direct.isVisible()) return direct.click()
    await page.getByRole('button', { name: /More/ }).first().click()
    await page.getByRole('menuitem', { name: /PDF/ }).click()
  }
})
