import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { attachMedia, detachMedia, findMedia, openMedia } from './index.ts'
import { companiesWithOrphans, sweepOrphans } from './sweep-orphans.ts'

const house = useHouse()
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function upload(
  who: 'ada' | 'cy' | 'olga',
  body: Buffer,
  { type = 'image/png', companyId = cast[who].companyId as string, fileName = 'receipt.png' } = {},
) {
  const url = `/api/v1/companies/${companyId}/media?fileName=${encodeURIComponent(fileName)}`
  return house.as[who].http.post(url, body, { 'content-type': type })
}

async function read(stream: AsyncIterable<string | Buffer> | Buffer): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

test('an upload is stored, attached once by whoever sent it, and read byte by byte', async () => {
  const sent = await upload('cy', png, { type: 'application/octet-stream', fileName: 'Büro ☂.png' })
  expect([sent.statusCode, sent.json()]).toEqual([
    201,
    expect.objectContaining({ fileName: 'Büro ☂.png', contentType: 'image/png', sizeBytes: png.length }),
  ])
  const { id } = sent.json()
  await expect(house.as.ada.scope((scope) => attachMedia(scope, id))).rejects.toThrow(/nothing here/)
  await expect(house.as.ada.scope((scope) => openMedia(scope, id))).rejects.toThrow(/nothing here/)
  await house.as.cy.scope((scope) => attachMedia(scope, id))
  await expect(house.as.cy.scope((scope) => attachMedia(scope, id))).rejects.toThrow(/nothing here/)
  const content = await house.as.ada.scope(async (scope) => read((await openMedia(scope, id)).body as never))
  expect(content.equals(png)).toBe(true)
  await house.as.cy.scope((scope) => detachMedia(scope, id))
  expect(await house.as.cy.scope((scope) => findMedia(scope, [id]))).toEqual([])
})

test('what is no picture or PDF, is too large, or is for another company leaves nothing behind', async () => {
  const folder = join(house.settings.dataDir, 'media', 'companies', companies.maple.id, 'files')
  const before = readdirSync(folder).length
  expect((await upload('ada', Buffer.from('<svg/>'))).statusCode).toBe(415)
  expect((await upload('ada', png, { type: 'text/html' })).statusCode).toBe(415)
  expect((await upload('ada', Buffer.concat([png, Buffer.alloc(16 * 1024 * 1024)]))).statusCode).toBe(413)
  expect((await upload('olga', png, { companyId: companies.maple.id })).statusCode).toBe(404)
  expect(readdirSync(folder)).toHaveLength(before)
})

test('what nobody attached goes after a day', async () => {
  const { id } = (await upload('ada', png)).json()
  expect(await companiesWithOrphans(house, '2026-01-01T00:00:00.000000Z')).toEqual([])
  expect(await companiesWithOrphans(house, '2199-01-01T00:00:00.000000Z')).toEqual([companies.maple.id])
  expect(await house.as.ada.execute(sweepOrphans, {})).toEqual([])
  const swept = await house.as.ada.execute(sweepOrphans, {}, { now: '2199-01-01T00:00:00.000000Z' })
  expect(swept).toEqual([expect.stringContaining(id)])
})
