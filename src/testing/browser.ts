import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { installChromium, unpackChromium } from './browser-install.ts'

/** A browser that may start: where it is and what its surroundings must hold. */
type Candidate = { executablePath: string; env?: Record<string, string> }
type Source = { name: string; find: () => Promise<Candidate | undefined> | Candidate | undefined }

const asRoot = process.getuid?.() === 0

const flags = [
  ...(asRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
]

/** Where a browser may come from, the cheapest first; the last one installs something. */
const sources: Source[] = [
  { name: 'CHROMIUM_PATH', find: () => candidate(process.env.CHROMIUM_PATH) },
  ...usualPlaces.map((path) => ({ name: path, find: () => candidate(path) })),
  { name: 'the download of Playwright', find: () => candidate(chromium.executablePath()) },
  { name: '@sparticuz/chromium', find: () => unpackChromium() },
  { name: '@sparticuz/chromium with its own NSS', find: () => unpackChromium({ withLibraries: true }) },
  { name: 'apt-get install chromium', find: async () => candidate(await installChromium()) },
]

let chosen: Promise<Candidate> | undefined

/**
 * Starts a headless Chromium with a fresh profile. The first call looks for one that really starts (see `sources`) and
 * remembers it for this process and, through the environment, for the processes that it starts.
 * Refuses with one sentence when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  chosen ??= findBrowser()
  return start(await chosen)
}

/** The sources in order, narrowed to `only` when a test wants to know one of them. */
export async function findBrowser(only?: string): Promise<Candidate> {
  const remembered = process.env.EZ360_TEST_BROWSER
  if (remembered && !only) return JSON.parse(remembered) as Candidate
  const failures: string[] = []
  for (const source of sources) {
    if (only && source.name !== only) continue
    try {
      const found = await source.find()
      if (!found) continue
      await proveThatItStarts(found)
      if (!only) process.env.EZ360_TEST_BROWSER = JSON.stringify(found)
      return found
    } catch (error) {
      failures.push(`${source.name}: ${firstLine(error)}`)
    }
  }
  throw new Error(
    'No Chromium that starts was found for the browser tests: install one (Debian: apt-get install chromium) or set ' +
      `CHROMIUM_PATH.${failures.length > 0 ? ` Tried ${failures.join('; ')}.` : ''}`,
  )
}

/** Starts this very browser, without looking for another. */
export async function start({ executablePath, env }: Candidate): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: flags,
    headless: true,
    timeout: 30_000,
    ...(env ? { env: { ...process.env, ...env } } : {}),
  })
}

async function proveThatItStarts(found: Candidate): Promise<void> {
  const browser = await start(found)
  try {
    const page = await browser.newPage()
    await page.goto('about:blank', { timeout: 15_000 })
  } finally {
    await browser.close()
  }
}

function candidate(path: string | undefined): Candidate | undefined {
  if (!path) return undefined
  try {
    accessSync(path, constants.X_OK)
    return { executablePath: path }
  } catch {
    if (path === process.env.CHROMIUM_PATH) throw new Error(`${path} cannot be run`)
    return undefined
  }
}

function firstLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n')
  return lines.find((line) => /error while loading|ERROR|No usable sandbox/.test(line))?.trim() ?? lines[0] ?? ''
}
