import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { assert } from '#kernel/assert.ts'
import { launchBrowser } from '#testing/browser.ts'
import { root } from '#testing/places.ts'
import type { BenchHouse, Company } from './house.ts'
import { ms, printTable } from './table.ts'

type Vitals = { lcp: number; cls: number; inp: number }

/** Runs in the page before its own scripts. */
const observe = `
  window.vitals = { lcp: 0, cls: 0, inp: 0 }
  const hear = (type, tell, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true, ...more })
  hear('largest-contentful-paint', (entry) => { vitals.lcp = entry.startTime })
  hear('layout-shift', (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value })
  hear('event', (entry) => { if (entry.interactionId) vitals.inp = Math.max(vitals.inp, entry.duration) }, { durationThreshold: 16 })`

/** Screens in a browser that is four times slower, each from a cold cache and again, with some clicks and keys. */
export async function benchWeb(house: BenchHouse, company: Company): Promise<void> {
  const browser = await launchBrowser()
  const rows: string[][] = []
  try {
    for (const [name, path] of [
      ['dashboard', ''],
      ['invoices', '/invoices'],
      ['clients', '/clients'],
      ['new invoice', '/invoices/new'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      const [cookieName = '', value = ''] = house.cookie.split(/=(.*)/s)
      await context.addCookies([{ name: cookieName, value: value.split(';')[0] ?? '', url: house.origin }])
      await context.addInitScript(observe)
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      const visit = async (): Promise<Vitals> => {
        await page.goto(`${house.origin}/c/${company.id}${path}`, { waitUntil: 'networkidle' })
        // The browser reports a paint when it comes to it; without one the figure would be 0, the best of all.
        for (let tries = 0; (await page.evaluate<number>('vitals.lcp')) === 0; tries += 1) {
          assert(tries < 150, 'the browser reported no paint')
          await setTimeout(100)
        }
        await setTimeout(500)
        await page.keyboard.press('Tab')
        await page.mouse.click(700, 450)
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+k')
        await page.keyboard.type('client', { delay: 80 })
        await setTimeout(800)
        return page.evaluate('vitals')
      }
      const cold = await visit()
      const warm = await visit()
      rows.push([
        name,
        ms(cold.lcp),
        ms(warm.lcp),
        ms(Math.max(cold.inp, warm.inp)),
        Math.max(cold.cls, warm.cls).toFixed(3),
      ])
      await context.close()
    }
  } finally {
    await browser.close()
  }
  printTable(
    'Web at a quarter of the speed (wanted: LCP ≤ 1000 ms, INP ≤ 100 ms, CLS ≤ 0.05)',
    ['', 'LCP cold', 'LCP again', 'INP', 'CLS'],
    rows,
  )
}

/** From `ez360 start` on an empty directory to the first page; the web is built already. */
export async function benchStart(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ez360-bench-start-'))
  const port = await freePort()
  const began = performance.now()
  const env = { ...process.env, EZ360_DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', EZ360_LOG: 'silent' }
  const child = spawn(process.execPath, [join(root, 'bin/ez360'), 'start'], { env, stdio: 'ignore' })
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (answer?.ok && (await answer.text()).includes('<div id="root"')) break
      if (performance.now() - began > 60_000) throw new Error('no page came within a minute')
      await setTimeout(20)
    }
    printTable(
      'Start',
      ['', 'measured', 'wanted'],
      [
        [
          'ez360 start on an empty directory to the first page',
          `${((performance.now() - began) / 1000).toFixed(1)} s`,
          '≤ 5 s',
        ],
      ],
    )
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
