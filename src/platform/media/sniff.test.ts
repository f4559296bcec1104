import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test, vi } from 'vitest'
import { pixelSize } from './pixel-size.ts'
import { headBytes, type MediaKind, sniff, sniffStream } from './sniff.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080003000501011100ffd9', 'hex')
const heic = Buffer.from('0000001c667479706865696300000000686569636d696631000000000000', 'hex')
const pdf = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'latin1')
const script = '<script>alert(1)</script>'

test.each<[MediaKind, string, Buffer]>([
  ['png', 'image/png', png],
  ['png', 'image/png', png.subarray(0, 40)],
  ['jpeg', 'image/jpeg', jpeg],
  ['gif', 'image/gif', gif],
  ['webp', 'image/webp', webp],
  ['heic', 'image/heic', heic],
  ['pdf', 'application/pdf', pdf],
])('%s', async (kind, contentType, bytes) => {
  expect(await sniff(bytes)).toEqual({ kind, contentType })
})

test.each([
  ['nothing', ''],
  ['text', 'hello'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['SVG with a prologue', '<?xml version="1.0"?><svg/>'],
  ['HTML', `<!doctype html>${script}`],
  ['HTML before a PDF', `<html>${script}</html>\n%PDF-1.7`],
  ['ZIP', 'PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ['EXE', `MZ${'\0'.repeat(200)}`],
  ['half a signature', '\x89PNG'],
  ['BMP', 'BM\0\0\0\0\0\0'],
])('%s is refused', async (_, text) => {
  const sniffing = sniff(Buffer.from(text, 'latin1'))
  await expect(sniffing).rejects.toMatchObject({ code: 'file_type_not_allowed', status: 415 })
})

describe('two things at once', () => {
  test.each([
    ['a PNG with a script in a comment', Buffer.concat([png.subarray(0, 33), Buffer.from(`\0\0\0\x20tEXt${script}`)])],
    ['a GIF with a script behind', Buffer.concat([gif, Buffer.from(script)])],
    ['a GIF that is a program', Buffer.from(`GIF89a=1;alert(document.domain)//${'a'.repeat(50)}`)],
    ['a JPEG with PHP', Buffer.concat([jpeg, Buffer.from('<?php system("id") ?>')])],
    ['a PDF with a page', Buffer.concat([pdf, Buffer.from(`<HTML><body onload=1>`)])],
    ['a PDF with an SVG', Buffer.concat([pdf, Buffer.from('<svg onload=alert(1)>')])],
  ])('%s', async (_, bytes) => {
    await expect(sniff(bytes)).rejects.toMatchObject({ code: 'file_disguised' })
  })
})

test('only what is allowed here', async () => {
  const sniffing = sniff(pdf, ['png', 'jpeg'])
  await expect(sniffing).rejects.toMatchObject({ message: expect.stringContaining('Use PNG, JPEG.') })
})

describe('a stream', () => {
  const large = Buffer.concat([png, Buffer.alloc(3 * headBytes, 7)])
  const pieces = (bytes: Buffer, size: number) =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))

  test.each([1000, 16_384, large.length])('comes back whole, in pieces of %i', async (size) => {
    const { kind, stream } = await sniffStream(Readable.from(pieces(large, size), { objectMode: false }))
    expect(kind).toBe('png')
    expect((await buffer(stream)).equals(large)).toBe(true)
  })

  test('is ended when it is refused, and when its reader leaves', async () => {
    const refused = Readable.from(pieces(Buffer.alloc(300_000), 1000))
    await expect(sniffStream(refused)).rejects.toMatchObject({ code: 'file_type_not_allowed' })
    expect(refused.destroyed).toBe(true)
    const left = Readable.from(pieces(large, 1000))
    const { stream } = await sniffStream(left)
    for await (const _ of stream) break
    await vi.waitFor(() => expect(left.destroyed).toBe(true))
    const unread = Readable.from(pieces(large, 1000))
    const { stream: neverRead } = await sniffStream(unread)
    neverRead.destroy()
    await vi.waitFor(() => expect(unread.destroyed).toBe(true))
  })
})

test.each([
  [png, { width: 1, height: 1 }],
  [gif, { width: 1, height: 1 }],
  [webp, { width: 1, height: 1 }],
  [jpeg, { width: 5, height: 3 }],
  [pdf, undefined],
  [png.subarray(0, 18), undefined],
  [jpeg.subarray(0, 22), undefined],
])('pixelSize %#', (bytes, size) => expect(pixelSize(bytes)).toEqual(size))
