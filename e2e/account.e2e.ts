import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appOf } from '#testing/auth/jar.ts'
import { launchBrowser } from '#testing/browser.ts'
import { type RunningServer, startServer } from './server.ts'
import { axeClean, axeCleanInBoth, sizes, startWalk, type Walk } from './walk.ts'

/** A person's own account, in a browser with a device that makes passkeys; each step stands on the last. */
let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe.each(sizes)('my account, %s', (size, viewport) => {
  let walk: Walk
  let other: { context: BrowserContext; page: Page }
  const email = `rosa-${size}-${process.pid}@birch.example`
  const newEmail = `lind-${size}-${process.pid}@birch.example`
  const password = 'a long walk home 7'
  const newPassword = 'the river in november 3'

  beforeAll(async () => {
    walk = await startWalk(browser, server.url, `account-${size}`, viewport)
  })
  afterAll(async () => {
    await other?.context.close()
    await walk?.end()
  })

  async function signIn(page: Page, as: string, withPassword: string): Promise<void> {
    await page.goto(`${server.url}/sign-in`)
    await page.getByLabel('E-mail').fill(as)
    await page.getByLabel('Password', { exact: true }).fill(withPassword)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  }

  /** Where the newest mail of this subject leads, at this server. */
  async function linkIn(subject: RegExp, path: string): Promise<string> {
    const found = new RegExp(`href="([^"]*${path}[^"]*)"`).exec(await walk.mailed(subject))?.[1] ?? ''
    const { pathname, search } = new URL(found.replaceAll('&amp;', '&'))
    return `${server.url}${pathname}${search}`
  }

  test('it is reached from the menu of the person, and takes another name', async () => {
    const { page, button } = walk
    await walk.go('/sign-up')
    await page.getByLabel('Your name').fill('Rosa Lind')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button('Create account').click()
    await page.getByRole('heading', { name: 'Look into your inbox' }).waitFor()
    await axeClean(page)
    await page.goto(await linkIn(/Confirm your e-mail/, 'verify'))
    await page.getByRole('heading', { name: 'Address confirmed' }).waitFor()
    await axeClean(page)
    await signIn(page, email, password)
    await page.getByLabel('Company name').fill('Birch Works')
    await button('Create company').click()
    await page.waitForURL(/\/c\/[0-9a-f-]{36}/)
    await button('Account of Rosa Lind').click()
    await page.getByRole('menuitem', { name: 'Your account' }).click()
    await page.getByRole('heading', { name: 'Your account' }).waitFor()
    await page.getByText(email).first().waitFor()
    await axeCleanInBoth(page)
    await page.getByLabel('Your name').fill('Rosa Lindqvist')
    await button('Save name').click()
    await page.getByText('Name changed').waitFor()
  })

  test('a passkey is added, and signs in without the password', async () => {
    const { page, button } = walk
    const device = await walk.context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    await button('Add a passkey').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('My laptop')
    await axeClean(page)
    await dialog.getByLabel('Your password', { exact: true }).fill('not the right one')
    await dialog.getByRole('button', { name: 'Add passkey' }).click()
    await dialog.getByText('That is not your password.').first().waitFor()
    await dialog.getByLabel('Your password', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Add passkey' }).click()
    await button('Rename My laptop').waitFor()
    await axeClean(page)
    await walk.mailed(/A passkey was added/)
    await walk.context.clearCookies()
    // Nobody touches the device until the button was pressed: what it offers among the suggestions waits.
    await device.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false })
    await walk.go('/sign-in')
    await axeCleanInBoth(page)
    await button('Sign in with a passkey').click()
    await device.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true })
    await page.waitForURL(/\/c\//)
    await walk.go('/account')
    await page.getByText('Signed in with a passkey').waitFor()
  })

  test('another password signs out everywhere else', async () => {
    const { page, button } = walk
    const context = await browser.newContext({ viewport })
    other = { context, page: await context.newPage() }
    await signIn(other.page, email, password)
    await walk.go('/account')
    await button('Sign out everywhere else').waitFor()
    await button('Change password').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Current password', { exact: true }).fill(password)
    await dialog.getByLabel('New password', { exact: true }).fill(newPassword)
    await axeCleanInBoth(page)
    await dialog.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Password changed', { exact: true }).waitFor()
    await page.getByText('This one').waitFor()
    await other.page.goto(`${server.url}/account`)
    await other.page.waitForURL(/\/sign-in/)
    await signIn(other.page, email, newPassword)
  })

  test('one other session is signed out by itself', async () => {
    const { page } = walk
    await walk.go('/account')
    await page
      .getByRole('button', { name: /^Sign out .*, / })
      .first()
      .click()
    await page.getByText(/^Signed out: /).waitFor()
    await other.page.goto(`${server.url}/account`)
    await other.page.waitForURL(/\/sign-in/)
  })

  test('another address, confirmed at both', async () => {
    const { page, button } = walk
    await walk.go('/account')
    await button('Change address').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('New address').fill(newEmail)
    await axeClean(page)
    // A passkey was used a moment ago, or the password is asked for; the dialog finds out which.
    const asked = dialog.getByLabel('Your password', { exact: true })
    const proven = dialog.getByText('You have just confirmed who you are.')
    await asked.or(proven).waitFor()
    if (await asked.isVisible()) await asked.fill(newPassword)
    await dialog.getByRole('button', { name: 'Send the links' }).click()
    await page.getByText(`It becomes ${newEmail}`, { exact: false }).waitFor()
    await axeCleanInBoth(page)
    for (const [subject, verb, then] of [
      [/Confirm your new e-mail/, 'Confirm this address', 'Confirmed here'],
      [/Confirm the change of/, 'Confirm the change', 'Address changed'],
    ] as const) {
      await page.goto(await linkIn(subject, 'email-change'))
      await axeClean(page)
      await button(verb).click()
      await page.getByRole('heading', { name: then }).waitFor()
      await axeClean(page)
    }
    await walk.go('/account')
    await page.getByText(newEmail).first().waitFor()
    await walk.mailed(/Your e-mail address was changed/)
    await signIn(other.page, newEmail, newPassword)
  })

  test('a passkey is shown before it is removed: the password is not offered', async () => {
    const { page, button } = walk
    await walk.go('/account')
    await button('Remove My laptop').click()
    const dialog = page.getByRole('dialog')
    await axeClean(page)
    const show = dialog.getByRole('button', { name: 'Use a passkey' })
    const proven = dialog.getByText('You have just confirmed who you are.')
    await show.or(proven).waitFor()
    expect(await dialog.getByLabel('Your password', { exact: true }).count()).toBe(0)
    if (await show.isVisible()) await show.click()
    await proven.waitFor()
    await dialog.getByRole('button', { name: 'Remove passkey' }).click()
    await page.getByText('Passkey removed').first().waitFor()
    await button('Remove My laptop').waitFor({ state: 'detached' })
  })

  let app: ReturnType<typeof appOf>
  let codes: string[] = []

  test('an authenticator app becomes the second factor', async () => {
    const { page, button } = walk
    await walk.go('/account')
    await button('Set up').click()
    await page.getByLabel('Your password').fill(newPassword)
    await button('Go on').click()
    await page.getByRole('img', { name: /Picture/ }).waitFor()
    await axeCleanInBoth(page)
    app = appOf(((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', ''))
    await page.getByLabel('Code of the app').fill('000000')
    await button('Switch on').click()
    await page.getByRole('alert').waitFor()
    // Not at the turn of a half minute: the code of the one before would be too old when it arrives.
    await page.waitForFunction(() => (Date.now() / 1000) % 30 < 25)
    await page.getByLabel('Code of the app').fill(await app.code(-1))
    await button('Switch on').click()
    await page.getByText('Keep these recovery codes').waitFor()
    await axeCleanInBoth(page)
    codes = await page.getByLabel('Recovery codes', { exact: true }).locator('li').allTextContents()
    expect(new Set(codes).size).toBe(10)
    await button('I have kept them').click()
    await page.getByText('10 recovery codes are left').waitFor()
    await walk.mailed(/second factor/i)
  })

  test('signing in takes a code of the app, or a recovery code that works once', async () => {
    const { page, button } = walk
    const second = async (label: string, code: string) => {
      await page.getByLabel(label).fill(code)
      await button('Sign in').click()
    }
    await walk.context.clearCookies()
    await signIn(page, newEmail, newPassword)
    await page.waitForURL(/two-factor/)
    await axeCleanInBoth(page)
    await walk.go('/account')
    await page.waitForURL(/sign-in/)
    await signIn(page, newEmail, newPassword)
    const code = await app.code()
    await second('Code of the app', code)
    await page.waitForURL(/\/c\//)
    await walk.context.clearCookies()
    await signIn(page, newEmail, newPassword)
    await second('Code of the app', code)
    await page.getByRole('alert').waitFor()
    await button('Use a recovery code').click()
    await axeClean(page)
    await second('Recovery code', codes[0] ?? '')
    await page.waitForURL(/\/c\//)
    await walk.context.clearCookies()
    await signIn(page, newEmail, newPassword)
    await button('Use a recovery code').click()
    await second('Recovery code', codes[0] ?? '')
    await page.getByRole('alert').waitFor()
    await second('Recovery code', codes[1] ?? '')
    await page.waitForURL(/\/c\//)
    await walk.go('/account')
    await page.getByText('8 recovery codes are left').waitFor()
  })

  test('it is switched off by showing it: the password is not offered', async () => {
    const { page, button } = walk
    await button('Switch off').click()
    await button('Use a recovery code').click()
    expect(await page.getByLabel('Your password').count()).toBe(0)
    await page.getByLabel('Recovery code').fill(codes[2] ?? '')
    await axeClean(page)
    await button('Switch off').click()
    await button('Set up').waitFor()
    expect(walk.problems).toEqual([])
  })
})
