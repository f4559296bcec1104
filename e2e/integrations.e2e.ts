import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { startReceiver } from '#testing/receiver.ts'
import { heading, signUp, startCompany } from './newcomers.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, axeCleanInBoth, sizes, startWalk, type Walk } from './walk.ts'

/** Programs: one works here with a key, one is told what happens, and the log says what they did. */
let server: RunningServer
let browser: Browser
let program: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  program = await startReceiver()
  server = await startServer({ EZ360_OUTGOING_ALLOW: program.address })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  program?.close()
})

describe.each(sizes)('integrations, %s', (size, viewport) => {
  const receiver = () => program.receiver
  let walk: Walk
  let secret = ''
  beforeAll(async () => {
    walk = await startWalk(browser, server.url, `integrations-${size}`, viewport)
    await signUp(walk, 'Nora Birch', `nora-${size}-${process.pid}@integrations.example`)
    walk.company = await startCompany(walk, 'Birch Works')
  })
  afterAll(() => walk?.end())

  /** A call as a program makes it: over the network, with the key and nothing else. */
  async function call(method: string, path: string, body?: object) {
    const answer = await fetch(`${server.url}/api/v1/companies/${walk.company.slice(3)}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as { type?: string; id?: string } }
  }

  test('1: a key for reading and adding clients; its secret is seen once', async () => {
    const { page, button } = walk
    await walk.go('/settings/api-keys')
    await page.getByText('A key lets another program read and write here').waitFor()
    await axeCleanInBoth(page)
    await page.getByRole('link', { name: 'New key' }).first().click()
    await page.getByLabel('Name').fill('Spreadsheet')
    await page.getByLabel('See all clients').check()
    await page.getByLabel('Add and change clients').check()
    await axeCleanInBoth(page)
    await button('Make key').click()
    const shown = page.getByRole('dialog', { name: 'Your new key' })
    secret = await shown.getByLabel('Secret').inputValue()
    expect(secret).toMatch(/^ez360_/)
    await axeCleanInBoth(page)
    await button('I have stored it').click()
    await heading(walk, 'API keys')
    await page.getByText('Spreadsheet').first().waitFor()
    expect(await page.content()).not.toContain(secret)
    await axeCleanInBoth(page)
  })

  test('2: a program works with it, within what it was given, and the log says that it was the key', async () => {
    const { page } = walk
    expect((await call('GET', '/clients')).status).toBe(200)
    expect((await call('POST', '/clients', { organizationName: 'Harbor & Finch' })).status).toBe(201)
    expect(await call('GET', '/invoices')).toMatchObject({ status: 403, body: { type: '/problems/not_allowed' } })
    await walk.go('/settings/audit-log')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Client', exact: true }).click()
    await page.getByText('API key added').first().waitFor({ state: 'detached' })
    const row = page.locator('tr, li', { hasText: 'Client added' })
    await row.getByText('key Spreadsheet (Nora Birch)').waitFor()
    await axeCleanInBoth(page)
    await row.getByText('Client added').click()
    const drawer = page.getByRole('dialog', { name: 'Client added' })
    await drawer.getByText('Harbor & Finch').first().waitFor()
    await axeCleanInBoth(page)
    await page.keyboard.press('Escape')
    await walk.button('More actions').click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export CSV' }).click(),
    ])
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('supportOperator')
    expect(lines[1]).toContain('key Spreadsheet (Nora Birch),clients.create,client,')
  })

  test('3: revoked, it opens nothing any more', async () => {
    const { page } = walk
    await walk.go('/settings/api-keys')
    const row = page.locator('tr, li', { hasText: 'Spreadsheet' })
    await row.getByRole('button', { name: 'Actions of this row' }).click()
    await page.getByRole('menuitem', { name: 'Revoke' }).click()
    await axeClean(page)
    await walk.button('Revoke key').click()
    await row.getByText('Revoked').waitFor()
    expect(await call('GET', '/clients')).toMatchObject({ status: 401, body: { type: '/problems/api_key_invalid' } })
  })

  test('4: a webhook is told of a client, signed; what failed comes again under the same id', async () => {
    const { page, button } = walk
    receiver().received.length = 0
    await walk.go('/settings/webhooks/new')
    await page.getByLabel('Address').fill('http://10.0.0.7/hooks')
    await page.getByRole('checkbox', { name: /client\.created|client was added/i }).check()
    await button('Add webhook').click()
    await page
      .getByText(/private network/)
      .first()
      .waitFor()
    await axeCleanInBoth(page)
    await page.getByLabel('Address').fill(receiver().url)
    await button('Add webhook').click()
    const shown = page.getByRole('dialog', { name: 'The secret of this webhook' })
    const signing = await shown.getByLabel('Secret').inputValue()
    await axeClean(page)
    await button('I have stored it').click()
    await page.getByText('Nothing was sent yet').waitFor()
    await axeCleanInBoth(page)
    receiver().answers.push(500)
    await walk.go('/clients/new')
    await page.getByLabel('Organization').fill('Cedar Cycles')
    await button('Add client').click()
    await heading(walk, 'Cedar Cycles')
    await expect.poll(() => receiver().received.length, { timeout: 30_000, interval: 200 }).toBe(2)
    const [first, second] = receiver().received
    for (const message of [first, second])
      expect(receiver().verify(signing, message)).toMatchObject({
        type: 'client.created',
        data: { displayName: 'Cedar Cycles' },
      })
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  })

  test('5: its page tells both tries; switched off, it is told nothing', async () => {
    const { page, button } = walk
    await walk.go('/settings/webhooks')
    await axeCleanInBoth(page)
    await page.getByText(receiver().url).first().click()
    const row = page.locator('tr, li', { hasText: 'client.created' })
    await row.getByText('Arrived').waitFor()
    await axeCleanInBoth(page)
    await row.getByText('client.created').first().click()
    const drawer = page.getByRole('dialog', { name: 'client.created' })
    await drawer.getByText('Try 1: 500').waitFor()
    await drawer.getByText('Try 2: 200').waitFor()
    await axeCleanInBoth(page)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await button('More actions').click()
    await page.getByRole('menuitem', { name: 'Switch off' }).click()
    await button('Switch on').waitFor()
    await axeClean(page)
    await walk.go('/settings/audit-log')
    await page.getByText('Webhook changed').first().waitFor()
    expect(receiver().received).toHaveLength(2)
  })

  test('6: where the plan has neither, their addresses say which plan does', async () => {
    const { page } = walk
    // What the server says of a company on a smaller plan; that it does is for `app/subscriptions.test.ts` to show.
    await page.route('**/api/v1/me', async (asked) => {
      const answer = await asked.fetch()
      const me = (await answer.json()) as { companies: { features: string[] }[] }
      for (const company of me.companies) company.features = []
      await asked.fulfill({ response: answer, json: me })
    })
    for (const path of ['/settings/webhooks', '/settings/api-keys/new']) {
      await walk.go(path)
      await heading(walk, 'Not part of your plan')
      await page.getByText('This is part of the Premium plan.').waitFor()
    }
    await axeCleanInBoth(page)
    expect(walk.problems).toEqual([])
  })
})
