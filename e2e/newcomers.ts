import type { Page } from 'playwright-core'
import type { Walk } from './walk.ts'

/** What people of every journey choose. */
export const password = 'the river in november 3'

/** Asks the API as whoever is signed in on the page. */
export const api = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([verb, address, content]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: verb as string,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: content ? JSON.stringify(content) : null,
      })
      return { status: answer.status, body: (await answer.json().catch(() => null)) as { id: string; url: string } }
    },
    [method, path, body] as const,
  )

export async function signUp(walk: Walk, name: string, email: string): Promise<void> {
  await walk.go('/sign-up')
  await walk.page.getByLabel('Your name').fill(name)
  await walk.page.getByLabel('E-mail').fill(email)
  await walk.page.getByLabel('Password', { exact: true }).fill(password)
  await walk.button('Create account').click()
  await walk.page.getByLabel('Company name').waitFor()
}

/** Answers with the company's path. */
export async function startCompany(walk: Walk, name: string): Promise<string> {
  await walk.page.getByLabel('Company name').fill(name)
  await walk.button('Create company').click()
  await walk.page.waitForURL(/\/c\/[0-9a-f-]{36}/)
  return new URL(walk.page.url()).pathname.split('/').slice(0, 3).join('/')
}

export const heading = (walk: Walk, name: string | RegExp) => walk.page.getByRole('heading', { name }).first().waitFor()
