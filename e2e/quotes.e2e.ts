import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, sizes, startWalk, type Walk } from './walk.ts'

/** From an offer to the invoice: drafted, sent, accepted by the client on the page, converted. */
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

describe.each(sizes)('a proposal becomes an invoice, %s', (size, viewport) => {
  let walk: Walk
  let place = ''
  beforeAll(async () => {
    walk = await startWalk(browser, server.url, `quotes-${size}`, viewport)
    const { page, button } = walk
    await walk.go('/sign-up')
    await page.getByLabel('Your name').fill('Nora Birch')
    await page.getByLabel('E-mail').fill(`quotes-${size}@birch.example`)
    await page.getByLabel('Password', { exact: true }).fill('a long walk home 7')
    await button(/Create account|Sign up/).click()
    await page.getByLabel('Company name').fill('Birch Works')
    await button('Create company').click()
    await page.waitForURL(/\/c\/[0-9a-f-]{36}/)
    walk.company = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
    await walk.go('/clients/new')
    await page.getByLabel('Organization').fill('Cedar Bank')
    await page.getByLabel('E-mail').first().fill('pay@cedar.example')
    await button('Add client').click()
    await page.getByRole('heading', { name: 'Cedar Bank' }).waitFor()
  })
  afterAll(() => walk?.end())

  test('is written on paper and sent', async () => {
    const { page, button } = walk
    await walk.go('/proposals/new')
    await page.getByLabel('Client').first().click()
    await page.getByRole('option', { name: /Cedar Bank/ }).click()
    await axeClean(page)
    await button('Draft proposal').click()
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}\/edit/)
    await page.getByLabel('Cover').fill('Dear all,\n\nthis is **it**.')
    await button('Add section').click()
    await page.getByLabel('Title, section 1').fill('What you get')
    await page.getByLabel('Text, section 1').fill('- One thing\n- Another')
    await page.getByRole('combobox', { name: 'Item, line 1' }).fill('Branch design')
    await page.getByLabel('Price, line 1').fill('1,200')
    await page.getByLabel('Price, line 1').blur()
    await page.getByText('$1,200.00').first().waitFor()
    await page.getByText('Saved', { exact: true }).first().waitFor()
    await axeClean(page)
    await button('Send').first().click()
    await axeClean(page)
    await button('Send proposal').click()
    await page.getByRole('heading', { name: /P-\d\d\/\d\d\/\d{3}/ }).waitFor()
    place = new URL(page.url()).pathname.replace(walk.company, '')
    await page.getByRole('heading', { name: 'What you get' }).waitFor()
    await axeClean(page)
    await walk.go('/proposals')
    await page.getByText('$1,200.00').first().waitFor()
    await axeClean(page)
  })

  test('the client accepts it on the page that the mail opens', async () => {
    const mail = await walk.mailed(/Proposal/)
    const link = /href="([^"]*\/d\/[^"]*)"/.exec(mail)?.[1] ?? ''
    const visitor = await browser.newContext({ viewport, javaScriptEnabled: false })
    const shared = await visitor.newPage()
    await shared.goto(`${server.url}${new URL(link).pathname}`)
    await shared.getByLabel('Your name').fill('Pat Cedar')
    // Enter binds nobody.
    await shared.getByLabel('Your name').press('Enter')
    expect(await shared.getByRole('button', { name: 'Accept' }).isVisible()).toBe(true)
    expect(await shared.getByText('by Pat Cedar on').isVisible()).toBe(false)
    await shared.getByRole('button', { name: 'Accept' }).click()
    await shared.getByText('by Pat Cedar on').waitFor()
    await visitor.close()
    const reader = await browser.newContext({ viewport })
    const seen = await reader.newPage()
    await seen.goto(`${server.url}${new URL(link).pathname}`)
    await axeClean(seen)
    await reader.close()
  })

  test('it becomes an invoice', async () => {
    const { page, button } = walk
    await walk.go(place)
    await page.getByText('Pat Cedar').first().waitFor()
    await axeClean(page)
    await button('Convert to invoice').click()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}\/edit/)
    await page.getByText('$1,200.00').first().waitFor()
    await walk.go(place)
    await page.getByRole('link', { name: 'Open the invoice' }).or(button('Open the invoice')).first().waitFor()
  })

  test('nothing broke on the way', () => expect(walk.problems).toEqual([]))
})
