import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appOf } from '#testing/auth/jar.ts'
import { launchBrowser } from '#testing/browser.ts'
import { api, heading, password, signUp, startCompany } from './newcomers.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, axeCleanInBoth, sizes, startWalk, type Walk } from './walk.ts'

/** People: two browsers, two companies, five roles. Each step stands on the last. */
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

/** How the API answers whoever is signed in there: projects, clients, invoices, the audit log. */
async function reads(walk: Walk, company: string): Promise<number[]> {
  const lists = ['projects', 'clients', 'invoices', 'audit-events']
  const answers = await Promise.all(
    lists.map((list) => api(walk.page, 'GET', `/companies/${company.slice(3)}/${list}`)),
  )
  return answers.map(({ status }) => status)
}

describe.each(sizes)('people, %s', (size, viewport) => {
  let owner: Walk
  let guest: Walk
  let client: Walk
  let birch = ''
  let rival = ''
  const address = (who: string) => `${who}-${size}-${process.pid}@people.example`
  /** On a phone the switcher is behind More. */
  const openSwitcher = async (walk: Walk) => {
    if (size === 'phone') await walk.button('More').click()
    await walk.page
      .getByRole('button', { name: /switch company/ })
      .last()
      .click()
  }

  beforeAll(async () => {
    owner = await startWalk(browser, server.url, `people-owner-${size}`, viewport, { recorded: true })
    guest = await startWalk(browser, server.url, `people-guest-${size}`, viewport, { recorded: true })
    client = await startWalk(browser, server.url, `people-client-${size}`, viewport, { recorded: true })
  })
  afterAll(async () => {
    for (const walk of [owner, guest, client]) await walk?.end()
  })

  test('1: the owner starts a company and invites a manager', async () => {
    await signUp(owner, 'Nora Birch', address('nora'))
    birch = await startCompany(owner, 'Birch Works')
    owner.company = birch
    await owner.go('/settings/members')
    await heading(owner, 'Members')
    await owner.button('Invite').click()
    const drawer = owner.page.getByRole('dialog', { name: 'Invite somebody' })
    await drawer.getByLabel('E-mail').fill(address('mia'))
    await drawer.getByRole('combobox', { name: 'Role' }).click()
    await owner.page.getByRole('option', { name: 'Manager' }).click()
    await drawer.getByLabel('Message').fill('Glad to have you')
    await axeClean(owner.page)
    await owner.button('Send invite').click()
    await heading(owner, /Open invites/)
    await owner.page.getByText(address('mia')).first().waitFor()
    await axeClean(owner.page)
  })

  test('2: the mail leads to the invite, and the manager works', async () => {
    const mail = await guest.mailed(/invites you to Birch Works/)
    expect(mail).toContain('Glad to have you')
    const link = new URL((/href="([^"]*\/invite\?token=[^"]*)"/.exec(mail)?.[1] ?? '').replaceAll('&amp;', '&'))
    await guest.page.goto(`${server.url}${link.pathname}${link.search}`)
    await heading(guest, 'Join Birch Works')
    await axeClean(guest.page)
    expect(await guest.page.getByLabel('E-mail').inputValue()).toBe(address('mia'))
    await guest.page.getByLabel('Your name').fill('Mia Park')
    await guest.page.getByLabel('Password', { exact: true }).fill(password)
    await guest.button('Create account and join').click()
    await guest.page.waitForURL(new RegExp(birch))
    guest.company = birch
    await guest.go('/clients')
    await heading(guest, 'Clients')
    expect(await reads(guest, birch)).toEqual([200, 200, 200, 403])
    // The link worked once.
    await owner.page.goto(`${server.url}${link.pathname}${link.search}`)
    await heading(owner, 'This invite is over')
    await axeClean(owner.page)
  })

  test('3: an invite for another address says which one to use', async () => {
    const sent = await api(owner.page, 'POST', `/companies/${birch.slice(3)}/invites`, {
      email: address('ben'),
      role: 'admin',
    })
    expect(sent.status).toBe(201)
    const mail = await owner.mailed(/invites you to Birch Works/)
    const link = /\/invite\?token=[\w-]+/.exec(mail)?.[0] ?? ''
    await guest.page.goto(`${server.url}${link}`)
    await guest.page.getByText(`This invite is for ${address('ben')}`).waitFor()
    await axeClean(guest.page)
    const token = link.split('=')[1]
    const refused = await api(guest.page, 'POST', '/invites/accept', { token })
    expect(refused.status).toBe(403)
    await client.page.goto(`${server.url}${link}`)
    await client.page.getByLabel('Your name').fill('Ben Admin')
    await client.page.getByLabel('Password', { exact: true }).fill(password)
    await client.button('Create account and join').click()
    await client.page.waitForURL(new RegExp(birch))
    client.company = birch
    await client.go('/settings/company')
    await heading(client, 'Company')
    expect(await reads(client, birch)).toEqual([200, 200, 200, 200])
    // An admin neither exports the company nor makes owners.
    expect((await api(client.page, 'GET', `/companies/${birch.slice(3)}/archive`)).status).toBe(403)
    await client.context.clearCookies()
    client.company = ''
  })

  test('4: demoted to staff, the manager loses the screen at once', async () => {
    await guest.go('/clients')
    await heading(guest, 'Clients')
    await owner.go('/settings/members')
    await owner.page.getByRole('button', { name: 'Mia Park' }).first().click()
    const drawer = owner.page.getByRole('dialog', { name: 'Mia Park' })
    await drawer.getByRole('combobox', { name: 'Role' }).click()
    await owner.page.getByRole('option', { name: 'Staff' }).click()
    await axeClean(owner.page)
    await owner.button('Save member').click()
    await drawer.waitFor({ state: 'hidden' })
    expect(await reads(guest, birch)).toEqual([200, 403, 403, 403])
    await guest.go('/clients')
    await heading(guest, 'Not open to your role')
    expect(await guest.page.getByRole('link', { name: 'Clients', exact: true }).count()).toBe(0)
    await guest.go('/time')
    await axeClean(guest.page)
  })

  test('5: a client opens one document by its link, and nothing else', async () => {
    const there = `/companies/${birch.slice(3)}`
    const made = await api(owner.page, 'POST', `${there}/clients`, { organizationName: 'Harbor & Finch' })
    const lines = [{ name: 'Design', unitPriceCents: 10_000 }]
    const invoice = await api(owner.page, 'POST', `${there}/invoices`, { clientId: made.body.id, lines })
    await api(owner.page, 'POST', `${there}/invoices/${invoice.body.id}/send`, { email: null })
    const link = await api(owner.page, 'POST', `${there}/invoices/${invoice.body.id}/links`, {})
    await client.page.goto(`${server.url}${new URL(link.body.url).pathname}`)
    await client.page.getByText('Harbor & Finch').first().waitFor()
    await axeClean(client.page)
    await client.page.goto(`${server.url}${birch}`)
    await client.page.waitForURL(/\/sign-in/)
  })

  test('6: two tabs in two companies do not mix, and the browser remembers the last', async () => {
    await guest.page.goto(`${server.url}/companies/new`)
    rival = await startCompany(guest, 'Oak Electric')
    const second = await guest.context.newPage()
    await second.goto(`${server.url}${birch}/time`)
    await second.getByRole('heading', { name: 'Time', exact: true }).first().waitFor()
    await second.getByText('Birch Works').filter({ visible: true }).first().waitFor()
    guest.company = rival
    await guest.go('/clients')
    await heading(guest, 'Clients')
    const named = await api(guest.page, 'POST', `/companies/${rival.slice(3)}/clients`, {
      organizationName: 'Only Oak',
    })
    expect(named.status).toBe(201)
    await guest.go('/clients')
    await guest.page.getByText('Only Oak').first().waitFor()
    expect(await guest.page.getByText('Harbor & Finch').count()).toBe(0)
    // Switched inside one tab, nothing of the other company stays on the screen.
    await openSwitcher(guest)
    await axeClean(guest.page)
    await guest.page.getByRole('menuitem', { name: 'Birch Works' }).click()
    await guest.page.waitForURL(new RegExp(birch))
    await guest.page.getByText('Only Oak').first().waitFor({ state: 'detached' })
    await second.close()
    await guest.page.goto(server.url)
    await guest.page.waitForURL(new RegExp(birch))
  })

  test('7: a company that asks for a second factor has it set up where one is', async () => {
    const { page, button } = guest
    const dialog = page.getByRole('dialog')
    guest.company = rival
    await guest.go('/settings/security')
    await page.getByLabel('Everybody', { exact: true }).check()
    await axeCleanInBoth(page)
    await button('Save settings').click()
    await dialog.getByText('This company asks for a second factor').waitFor()
    await dialog.getByLabel('Your password').fill(password)
    await axeCleanInBoth(page)
    await button('Go on').click()
    await dialog.getByRole('img', { name: /Picture/ }).waitFor()
    const app = appOf(((await dialog.locator('code').first().textContent()) ?? '').replaceAll(' ', ''))
    await dialog.getByLabel('Code of the app').fill(await app.code(-1))
    await button('Switch on').click()
    await button('I have kept them').click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.getByLabel('Everybody', { exact: true }).isChecked()).toBe(true)
    await guest.go('/clients')
    await page.getByText('Only Oak').first().waitFor()
  })

  test('8: deactivated, the member finds no such company; the owner closes and opens it again', async () => {
    await guest.page.goto(`${server.url}${birch}/time`)
    await heading(guest, 'Time')
    await owner.go('/settings/members')
    const row = owner.page.locator('tr, li', { hasText: 'Mia Park' })
    await row.getByRole('button', { name: 'Actions of this row' }).click()
    await owner.page.getByRole('menuitem', { name: 'Deactivate' }).click()
    await axeClean(owner.page)
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await owner.page.getByText('Mia Park no longer works here').waitFor()
    // Without a reload: the open screen follows.
    await heading(guest, 'Nothing here')
    await owner.go('/settings/export')
    await axeClean(owner.page)
    const [download] = await Promise.all([
      owner.page.waitForEvent('download'),
      owner.page.getByRole('link', { name: 'Export Birch Works' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^Birch Works \d{4}-\d\d-\d\d\.zip$/)
    await owner.page.getByLabel(/to close it/).fill('Birch Works')
    await owner.button('Close company').click()
    await owner.page.getByText('Birch Works is closed.').waitFor()
    await axeClean(owner.page)
    await owner.button('Open again').click()
    await owner.page.getByText('Birch Works is closed.').waitFor({ state: 'hidden' })
    for (const walk of [owner, guest, client]) expect(walk.problems).toEqual([])
  })
})
