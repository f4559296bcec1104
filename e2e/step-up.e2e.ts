import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, appOf } from '#testing/auth/jar.ts'
import { launchBrowser } from '#testing/browser.ts'
import { heading, password, signUp, startCompany } from './newcomers.ts'
import { type RunningServer, startServer } from './server.ts'
import { settled } from './settled.ts'
import { axeCleanInBoth, sizes, startWalk, type Walk } from './walk.ts'

/** A confirmed factor is good for a minute here: after it the code is asked for over a form that is half filled in. */
const goodForSeconds = 60
let server: RunningServer
let browser: Browser
const people: { [size: string]: { walk: Walk; app: App; email: string } } = {}
const personOf = (size: string) => people[size] as NonNullable<(typeof people)[string]>

beforeAll(async () => {
  server = await startServer({ TWO_FACTOR_SESSION_TTL_SECONDS: String(goodForSeconds) })
  browser = await launchBrowser()
  for (const [size, viewport] of sizes) {
    const walk = await startWalk(browser, server.url, `step-up-${size}`, viewport)
    const email = `nora-${size}-${process.pid}@step.example`
    await signUp(walk, 'Nora Birch', email)
    walk.company = await startCompany(walk, 'Birch Works')
    people[size] = { walk, email, app: await askedForFactor(walk) }
  }
  // Both are half way through a form when their factor runs out.
  for (const { walk } of Object.values(people)) {
    await walk.go('/clients/new')
    await walk.page.getByLabel('Organization').fill('Typed Before It Ran Out')
  }
  await wait((goodForSeconds + 1) * 1000)
})
afterAll(async () => {
  for (const { walk } of Object.values(people)) await walk.end()
  await browser?.close()
  await server?.stop()
})

/** The owner asks everybody for a factor, and sets up their own at once. */
async function askedForFactor({ page, button, go }: Walk): Promise<App> {
  const dialog = page.getByRole('dialog')
  await go('/settings/security')
  await page.getByLabel('Everybody', { exact: true }).check()
  await button('Save settings').click()
  await dialog.getByLabel('Your password').fill(password)
  await button('Go on').click()
  await dialog.getByRole('img', { name: /Picture/ }).waitFor()
  const app = appOf(((await dialog.locator('code').first().textContent()) ?? '').replaceAll(' ', ''))
  await dialog.getByLabel('Code of the app').fill(await app.code(-1))
  await button('Switch on').click()
  await button('I have kept them').click()
  await dialog.waitFor({ state: 'hidden' })
  return app
}

const question = ({ page }: Walk) => page.getByRole('dialog', { name: 'Confirm that it is you' })

async function leaveQuestion(walk: Walk): Promise<void> {
  await walk.page.keyboard.press('Escape')
  await question(walk).waitFor({ state: 'hidden' })
}

/** Sends the form; answers once the server has asked for the code. */
async function sendForm(walk: Walk): Promise<void> {
  const refused = walk.page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.status() === 403 && answer.url().endsWith('/clients'),
  )
  await walk.button('Add client').click()
  await refused
  await question(walk).getByText('Nothing that you typed is lost').waitFor()
}

/** A glance at the window: what is on screen is read anew, and refused by now. */
async function glance({ page }: Walk): Promise<void> {
  const refused = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.status() === 403)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await refused
  // As long as the question would need to come up.
  await settled(page)
}

describe.each(sizes)('step-up, %s', (size) => {
  test('0: reading in the background asks nothing of whoever is typing', async () => {
    const { walk } = personOf(size)
    await glance(walk)
    expect(await question(walk).count()).toBe(0)
    expect(await walk.page.getByLabel('Organization').inputValue()).toBe('Typed Before It Ran Out')
  })

  test('1: the code is asked for over the form; left, everything typed is still there', async () => {
    const { walk } = personOf(size)
    await sendForm(walk)
    await axeCleanInBoth(walk.page)
    await leaveQuestion(walk)
    expect(await walk.page.getByLabel('Organization').inputValue()).toBe('Typed Before It Ran Out')
  })

  test('2: a wrong code says so; the right one lets the act go through, once', async () => {
    const { walk, app } = personOf(size)
    const { page } = walk
    await sendForm(walk)
    const dialog = question(walk)
    await dialog.getByLabel('Code of the app').fill('000000')
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Code of the app').fill(await app.code())
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/clients\/[0-9a-f-]{36}/)
    await heading(walk, 'Typed Before It Ran Out')
    await walk.go('/clients')
    expect(await page.getByText('Typed Before It Ran Out').count()).toBe(1)
  })

  test('3: the page for the code wants the password first', async () => {
    const { walk, email } = personOf(size)
    const { page, button } = walk
    await walk.context.clearCookies()
    await page.goto(`${server.url}/two-factor?next=/account`)
    await page.waitForURL(/\/sign-in/)
    await page.getByText('Sign in with your password first').waitFor()
    await axeCleanInBoth(page)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button('Sign in').click()
    await heading(walk, 'Second step')
    await axeCleanInBoth(page)
    // Reloaded, or opened in another tab, it still knows that the password was right.
    await page.reload()
    await heading(walk, 'Second step')
    expect(walk.problems).toEqual([])
  })
})
