import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '#testing/browser.ts'
import { root } from '#testing/places.ts'
import { levels, violations } from './axe.ts'
import { settled } from './settled.ts'

/**
 * Pictures of the main screens from a running server with the demo in it: `node e2e/pictures.ts <address> <e-mail>
 * <password> [folder]`. With a folder, all of them in both schemes and sizes, for looking; without one, those anew that
 * `docs/images` has. Counts what axe finds on each.
 */
const [, , address = 'http://localhost:3000', email = '', password = '', elsewhere] = process.argv
const folder = elsewhere ?? join(root, 'docs', 'images')
const wanted = (name: string) => elsewhere !== undefined || existsSync(join(folder, `${name}.png`))

const screens: { name: string; path: string }[] = [
  { name: 'dashboard', path: '' },
  { name: 'clients', path: '/clients' },
  { name: 'projects', path: '/projects' },
  { name: 'catalog', path: '/catalog' },
  { name: 'time', path: '/time/list' },
  { name: 'time-week', path: '/time' },
  { name: 'expenses', path: '/expenses' },
  { name: 'estimates', path: '/estimates' },
  { name: 'proposals', path: '/proposals' },
  { name: 'invoices', path: '/invoices' },
  { name: 'recurring-plans', path: '/recurring-plans' },
  { name: 'credit-notes', path: '/credit-notes' },
  { name: 'follow-ups', path: '/follow-ups' },
  { name: 'bills', path: '/bills' },
  { name: 'vendors', path: '/vendors' },
  { name: 'reconciliation', path: '/reconciliation' },
  { name: 'month-end', path: '/month-end' },
  { name: 'cash-flow', path: '/reports/cash-flow' },
  { name: 'ap-aging', path: '/reports/ap-aging' },
  { name: 'payments', path: '/payments' },
  { name: 'journal', path: '/journal' },
  { name: 'accounts', path: '/accounts' },
  { name: 'profit-and-loss', path: '/reports/profit-and-loss' },
  { name: 'balance-sheet', path: '/reports/balance-sheet' },
  { name: 'ar-aging', path: '/reports/ar-aging' },
  { name: 'settings', path: '/settings/company' },
  { name: 'members', path: '/settings/members' },
  { name: 'security', path: '/settings/security' },
  { name: 'plan', path: '/settings/plan' },
  { name: 'api-keys', path: '/settings/api-keys' },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'audit-log', path: '/settings/audit-log' },
  { name: 'export', path: '/settings/export' },
]

async function look(page: Page, name: string): Promise<void> {
  await settled(page)
  // On a busy machine charts and timer come later than a test waits.
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'), undefined, { timeout: 30_000 })
  await page.waitForTimeout(1500)
  await settled(page)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  const broken = await violations(page, levels)
  const found = broken.map(({ id, nodes }) => `${id} ×${nodes.length} ${nodes[0]?.target}`)
  process.stdout.write(`${name}: ${found.length === 0 ? 'axe clean' : found.join('; ')}\n`)
}

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
for (const scheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of [
    ['', { width: 1440, height: 900 }],
    ['-phone', { width: 390, height: 844 }],
  ] as const) {
    const context = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && process.stdout.write(`console: ${message.text()}\n`))
    await page.goto(`${address}/sign-in`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    if (wanted(`sign-in${size}-${scheme}`)) await look(page, `sign-in${size}-${scheme}`)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(/\/c\//)
    const company = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
    for (const { name, path } of screens) {
      if (!wanted(`${name}${size}-${scheme}`)) continue
      await page.goto(`${address}${company}${path}`)
      await look(page, `${name}${size}-${scheme}`)
    }
    if (wanted(`invoice${size}-${scheme}`)) {
      await page.goto(`${address}${company}/invoices?state=paid&sort=-total`)
      await settled(page)
      const first = await page.locator('main a[href*="/invoices/0"]').first().getAttribute('href')
      await page.goto(new URL(first ?? '', address).href)
      await look(page, `invoice${size}-${scheme}`)
    }
    if (elsewhere !== undefined) {
      await page.goto(`${address}/account`)
      await look(page, `account${size}-${scheme}`)
    }
    await context.close()
  }
}
await browser.close()
