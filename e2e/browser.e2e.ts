import { expect, test } from 'vitest'
import { launchBrowser } from '#testing/browser.ts'

test('the browser draws a page', async () => {
  expect(process.env.EZ360_TEST_BROWSER).toContain('executablePath')
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 200 } })
    await page.goto('data:text/html,<title>Drawn</title><h1>Drawn</h1>')
    expect(await page.title()).toBe('Drawn')
    const png = await page.screenshot()
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(320)
  } finally {
    await browser.close()
  }
})
