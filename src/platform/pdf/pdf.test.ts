import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { createPdf, type PdfTemplate } from './pdf.ts'

const head = '#set document(title: "T", date: none)\n#let d = json(bytes(sys.inputs.data))\n'
const template = (body: string): PdfTemplate => ({ name: 'test', source: head + body })
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const busy = template('#for i in range(6000) { for j in range(6000) { let _ = calc.sin(i * j) } }')

// In a process of its own, which must also end by itself: an open thread would keep it alive until the test's time is
// up. The first round starts what belongs to the process and stays (the file system's and Typst's shared threads).
const twoHundredRenders = `
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createPdf } from '${new URL('./pdf.ts', import.meta.url)}'
const threads = () => readdirSync('/proc/self/task').length
const folders = () => readdirSync(tmpdir()).length
const source = ${JSON.stringify(template('#for l in range(40) [= #d.i #l\n #lorem(30)]').source)}
async function round() {
  const pdf = createPdf({ threads: 2, queueMax: 300 })
  const render = (_, i) => pdf.render({ name: 't', source }, { i: String(i) })
  const made = await Promise.all(Array.from({ length: 100 }, render))
  const half = process.memoryUsage.rss()
  made.push(...(await Promise.all(Array.from({ length: 100 }, (_, i) => render(_, i + 100)))))
  const grownBytes = process.memoryUsage.rss() - half
  const different = new Set(made.map((bytes) => bytes.toString('latin1'))).size
  const open = { threads: threads(), folders: folders() }
  await pdf.close()
  return { different, grownBytes, open, closed: { threads: threads(), folders: folders() } }
}
process.stdout.write(JSON.stringify([await round(), await round()]))
`

const pdf = createPdf({ threads: 1 })
afterAll(() => pdf.close())

describe('a render', () => {
  test('gives a tagged PDF/UA-1, the same bytes each time', async () => {
    const first = await pdf.render(template('= Hello\n#d.name'), { name: 'Ada' })
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
    expect(first.includes('/MarkInfo')).toBe(true)
    expect(first.includes('pdfuaid:part')).toBe(true)
    expect(first.equals(await pdf.render(template('= Hello\n#d.name'), { name: 'Ada' }))).toBe(true)
    expect(first.equals(await pdf.render(template('= Hello\n#d.name'), { name: 'Ben' }))).toBe(false)
  })

  test('takes hostile text as text', async () => {
    // the template itself says whether the text arrived as it was sent: a failed assert is an error
    const hostile = '#panic("run") $x$ {{7*7}} <script> @preview/a:1.0.0 \\u{41} *b* = h'
    const check = template('#assert.eq(d.text, d.copy.join(""))\n#d.text')
    const made = await pdf.render(check, { text: hostile, copy: [...hostile] })
    expect(made.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('draws Chinese and Japanese where a folder has a font for them', async (context) => {
    const folder = '/usr/share/fonts'
    const wide = createPdf({ threads: 1, fontDirs: [folder] })
    const made = await wide.render(template('#d.text'), { text: '漢字 かな' })
    await wide.close()
    if (!made.includes('pdfuaid:part')) context.skip(`no font for them in ${folder}`)
    expect(made.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+(?!Inter)/)
  })

  test('is only tagged where no font can draw a character', async () => {
    const made = await pdf.render(template('#d.text'), { text: 'unassigned \u{378}' })
    expect(made.includes('pdfuaid:part')).toBe(false)
    expect(made.includes('/MarkInfo')).toBe(true)
  })

  test('shows a picture and forgets it', async () => {
    const withLogo = { ...template('#image("/images/logo", alt: "logo")'), images: { logo: onePixel } }
    expect((await pdf.render(withLogo, {})).includes('/Subtype /Image')).toBe(true)
    await expect(pdf.render({ ...withLogo, images: {} }, {})).rejects.toThrow('file not found')
  })
})

test.each([
  ['#import "@preview/cetz:0.3.1": canvas', 'opens a package'],
  ['#eval(d.text)', 'evaluates text'],
  ['#read("/etc/passwd")', 'reads a file'],
  ['#datetime.today().display()', 'asks the clock'],
])('a template with %s is refused', async (body, because) => {
  await expect(pdf.render(template(body), { text: '1+1' })).rejects.toThrow(because)
})

test('nothing outside its empty folder can be opened', async () => {
  await expect(pdf.render(template('#json("/etc/passwd")'), {})).rejects.toThrow('file not found')
  await expect(pdf.render(template('#json("/../../etc/passwd")'), {})).rejects.toThrow('access denied')
})

test.each([
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a PNG that claims a gigapixel', Buffer.concat([onePixel.subarray(0, 16), Buffer.from('0000800000008000', 'hex')])],
])('%s is no picture', async (_, logo) => {
  await expect(pdf.render({ ...template(''), images: { logo } }, {})).rejects.toThrow('of a decent size')
})

test('a mistake in a template says what it is', async () => {
  await expect(pdf.render(template('#nothing-here'), {})).rejects.toThrow('unknown variable: nothing-here')
})

test('what takes too long is given up, and the next render works', async () => {
  const hasty = createPdf({ threads: 1, timeoutMs: 2_000 })
  await hasty.render(template('warm'), {})
  await expect(hasty.render(busy, {})).rejects.toMatchObject({ code: 'timed_out' })
  await expect(hasty.render(template('next'), {})).resolves.toBeInstanceOf(Buffer)
  await hasty.close()
})

test('a full queue refuses', async () => {
  const small = createPdf({ threads: 1, queueMax: 2 })
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => small.render(template('x'), {})))
  const refused = results.filter((r) => r.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'timed_out' })
  await small.close()
})

test.runIf(process.platform === 'linux')('200 renders leave no thread, folder or memory behind', async () => {
  const own = await mkdtemp(join(tmpdir(), 'pdf-test-'))
  const script = ['--input-type=module', '-e', twoHundredRenders]
  const { stdout } = await promisify(execFile)(process.execPath, script, { env: { TMPDIR: own } })
  await rm(own, { recursive: true })
  const [first, second] = JSON.parse(stdout)
  expect(second.different).toBe(200)
  expect(second.open).toEqual({ threads: first.closed.threads + 2, folders: 1 })
  expect(second.closed).toEqual({ threads: first.closed.threads, folders: 0 })
  // 13 MB; 46 when documents wait for the collector
  expect(first.grownBytes).toBeLessThan(30_000_000)
})
