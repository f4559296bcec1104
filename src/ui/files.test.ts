import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { askBeforeFiles } from './files.ts'
import { settleFactor } from './step-up.ts'

const file = '/api/v1/companies/c1/invoices?format=csv'
const refusal = () => Response.json({ type: '/problems/second_factor_needed' }, { status: 403 })

beforeAll(() => {
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('http://localhost:3000/c/c1')
  askBeforeFiles()
  document.body.addEventListener('click', (event) => {
    const { pathname, search } = new URL((event.target as HTMLAnchorElement).href)
    if (!event.defaultPrevented) followed.push(pathname + search)
    event.preventDefault()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
  followed = []
})

/** Where the browser went. */
let followed: string[] = []

/** Clicks a link; answers what the server was asked. */
function click(href: string, answers: (() => Response)[], keys: MouseEventInit = {}) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return answers.shift()?.() ?? Response.json({})
  })
  const link = Object.assign(document.createElement('a'), { href })
  document.body.append(link)
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }))
  return asked
}

const question = '/api/v1/companies/c1/settings'

test('a file is followed once the company opens', async () => {
  const asked = click(file, [])
  await vi.waitFor(() => expect(followed).toEqual([file]))
  expect(asked).toEqual([question])
})

test('where the second factor ran out it is asked for, and then the file is followed', async () => {
  const asked = click(file, [refusal])
  await vi.waitFor(() => expect(asked).toEqual([question]))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(followed).toEqual([])
  settleFactor(true)
  await vi.waitFor(() => expect(followed).toEqual([file]))
})

test('left unconfirmed, nothing is followed', async () => {
  const asked = click(file, [refusal])
  await vi.waitFor(() => expect(asked).toEqual([question]))
  await new Promise((resolve) => setTimeout(resolve, 5))
  settleFactor(false)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(followed).toEqual([])
})

test('other links, and those opened aside by a key, are as they were', () => {
  for (const [href, keys] of [
    ['/c/c1/invoices', {}],
    [file, { ctrlKey: true }],
  ] as const) {
    const asked = click(href, [], keys)
    expect([asked, followed]).toEqual([[], [href]])
    followed = []
  }
})
