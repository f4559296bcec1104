import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'
import { api, heading, password, signUp, startCompany } from './newcomers.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, axeCleanInBoth, sizes, startWalk, type Walk } from './walk.ts'

/** What was deleted: gone from its list, found under Settings, brought back; not for managers. */
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

describe.each(sizes)('deleted, %s', (size, viewport) => {
  let owner: Walk
  let manager: Walk
  const address = (who: string) => `${who}-${size}-${process.pid}@deleted.example`
  beforeAll(async () => {
    owner = await startWalk(browser, server.url, `deleted-owner-${size}`, viewport)
    manager = await startWalk(browser, server.url, `deleted-manager-${size}`, viewport)
    await signUp(owner, 'Nora Birch', address('nora'))
    owner.company = await startCompany(owner, 'Birch Works')
  })
  afterAll(async () => {
    for (const walk of [owner, manager]) await walk?.end()
  })

  test('1: with nothing deleted the screen says what belongs there', async () => {
    await owner.go('/settings/deleted')
    await heading(owner, 'Nothing was deleted')
    await axeCleanInBoth(owner.page)
  })

  test('2: the owner deletes a client, and it is in no list any more', async () => {
    const made = await api(owner.page, 'POST', `/companies/${owner.company.slice(3)}/clients`, {
      organizationName: 'Harbor & Finch',
    })
    await owner.go(`/clients/${made.body.id}`)
    await heading(owner, 'Harbor & Finch')
    await owner.button('More actions').click()
    await owner.page.getByRole('menuitem', { name: /Delete/ }).click()
    await owner.button('Delete client').click()
    await owner.page.waitForURL(/\/clients$/)
    await owner.page.getByText('Harbor & Finch deleted').waitFor()
    await owner.go('/clients')
    expect(await owner.page.getByText('Harbor & Finch').count()).toBe(0)
  })

  test('3: a manager neither sees the screen nor gets its list', async () => {
    const there = `/companies/${owner.company.slice(3)}`
    await api(owner.page, 'POST', `${there}/invites`, { email: address('mia'), role: 'manager' })
    const link = /\/invite\?token=[\w-]+/.exec(await owner.mailed(/invites you to Birch Works/))?.[0] ?? ''
    await manager.page.goto(`${server.url}${link}`)
    await manager.page.getByLabel('Your name').fill('Mia Park')
    await manager.page.getByLabel('Password', { exact: true }).fill(password)
    await manager.button('Create account and join').click()
    await manager.page.waitForURL(new RegExp(owner.company))
    manager.company = owner.company
    await manager.go('/settings/deleted')
    await heading(manager, 'Not open to your role')
    expect(await manager.page.getByRole('link', { name: 'Deleted', exact: true }).count()).toBe(0)
    expect((await api(manager.page, 'GET', `${there}/deleted-records`)).status).toBe(403)
    await axeClean(manager.page)
  })

  test('4: the owner finds it with who deleted it, and brings it back', async () => {
    await owner.go('/settings/deleted')
    const row = owner.page.locator('tr, li', { hasText: 'Harbor & Finch' })
    await row.getByText('by Nora Birch').waitFor()
    await axeCleanInBoth(owner.page)
    await row.getByRole('button', { name: 'Actions of this row' }).click()
    await owner.page.getByRole('menuitem', { name: 'Bring back' }).click()
    await heading(owner, 'Nothing was deleted')
    await owner.go('/clients')
    await owner.page.getByText('Harbor & Finch').first().waitFor()
  })

  test('5: the audit log names the client and leads to it', async () => {
    await owner.go('/settings/audit-log')
    await owner.page.getByRole('button', { name: /Client deleted/ }).click()
    const drawer = owner.page.getByRole('dialog', { name: 'Client deleted' })
    await axeCleanInBoth(owner.page)
    await drawer.getByRole('link', { name: 'Harbor & Finch' }).click()
    await owner.page.waitForURL(/\/clients\/[0-9a-f-]{36}/)
    await heading(owner, 'Harbor & Finch')
    for (const walk of [owner, manager]) expect(walk.problems).toEqual([])
  })
})
