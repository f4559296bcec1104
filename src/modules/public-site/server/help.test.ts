import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { root } from '#testing/places.ts'

const house = useHouse()
const page = async (url: string) => (await house.app()).inject({ url })

test('the guide opens at /help, and its links lead to pages', async () => {
  const answer = await page('/help')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toContain('text/html')
  const links = [...answer.body.matchAll(/href="(\/help\/[\w-]+)"/g)].map(([, link]) => link ?? '')
  expect(links.length).toBeGreaterThan(4)
  for (const link of links) expect([link, (await page(link)).statusCode]).toEqual([link, 200])
})

test('every screen that points to the guide points to a page of it', async () => {
  const screens = globSync('src/**/*.tsx', { cwd: root })
  const asked = screens.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/guide[=:]\s*['"](\/help\/[\w-]+)['"]/g)].map(
      ([, link]) => link ?? '',
    ),
  )
  expect(asked.length).toBeGreaterThan(5)
  for (const link of new Set(asked)) expect([link, (await page(link)).statusCode]).toEqual([link, 200])
})

test('what is no page of the guide is not found, whatever it is called', async () => {
  for (const name of ['nothing', '..%2f..%2fpackage', 'README.md', '%00'])
    expect([name, (await page(`/help/${name}`)).statusCode]).toEqual([name, 404])
})

test('the reference names every operation of the OpenAPI document', async () => {
  const document = JSON.parse(readFileSync(join(root, 'docs/api/openapi.json'), 'utf8')) as {
    paths: { [path: string]: { [method: string]: { operationId: string } } }
  }
  const { body } = await page('/api/v1/reference')
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(ids.filter((id) => !body.includes(`id="${id}"`))).toEqual([])
})
