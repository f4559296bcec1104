import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { checkedMediaKey, isMediaKeyOf, mediaKey } from './key.ts'
import { createLocalMedia } from './local.ts'

const maple = newId()
const key = mediaKey({ companyId: maple, purpose: 'receipts', id: newId() })
const rules = { contentType: 'image/png', maxBytes: 1_000_000 }
let root = ''
let media = createLocalMedia({ root })

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'media-test-'))
  media = createLocalMedia({ root })
})
afterEach(() => rm(root, { recursive: true }))

const contentOf = async (k: string) => buffer((await media.open(k)).stream)
const halves = () => readdir(join(root, '.incoming'))

test('puts a buffer, reads it, replaces it, removes it', async () => {
  const content = Buffer.from('first')
  const sha256 = createHash('sha256').update(content).digest('hex')
  expect(await media.put(key, content, rules)).toEqual({ key, size: 5, sha256 })
  expect(await media.exists(key)).toBe(true)
  expect((await contentOf(key)).toString()).toBe('first')
  await media.put(key, Buffer.from('second!'), rules)
  expect((await contentOf(key)).toString()).toBe('second!')
  await media.remove(key)
  await media.remove(key)
  expect(await media.exists(key)).toBe(false)
  await expect(media.open(key)).rejects.toMatchObject({ code: 'not_found' })
})

test('puts a stream of many chunks', async () => {
  const chunks = Array.from({ length: 50 }, (_, i) => Buffer.alloc(10_000, i))
  const put = await media.put(key, Readable.from(chunks), rules)
  expect(put.size).toBe(500_000)
  expect((await contentOf(key)).equals(Buffer.concat(chunks))).toBe(true)
  expect(await halves()).toEqual([])
})

test('refuses what is too large, reads no further and leaves nothing', async () => {
  let made = 0
  const endless = Readable.from(
    (async function* () {
      for (;;) {
        made += 1
        yield Buffer.alloc(1000)
      }
    })(),
  )
  const putting = media.put(key, endless, { ...rules, maxBytes: 10_000 })
  await expect(putting).rejects.toMatchObject({ code: 'payload_too_large', status: 413 })
  expect(made).toBeLessThan(100)
  expect(endless.destroyed).toBe(true)
  expect(await media.exists(key)).toBe(false)
  expect(await halves()).toEqual([])
  await expect(media.put(key, Buffer.alloc(11), { ...rules, maxBytes: 10 })).rejects.toThrow()
  expect((await media.put(key, Buffer.alloc(10), { ...rules, maxBytes: 10 })).size).toBe(10)
})

test('a sender who hangs up leaves what was there before', async () => {
  await media.put(key, Buffer.from('old'), rules)
  const torn = Readable.from(
    (async function* () {
      yield Buffer.from('new')
      throw new Error('hung up')
    })(),
  )
  await expect(media.put(key, torn, rules)).rejects.toThrow('hung up')
  expect((await contentOf(key)).toString()).toBe('old')
  expect(await halves()).toEqual([])
})

test('what a crash left half written goes after a day', async () => {
  await mkdir(join(root, '.incoming'))
  await writeFile(join(root, '.incoming/old'), 'x')
  await utimes(join(root, '.incoming/old'), 1, 1)
  await writeFile(join(root, '.incoming/young'), 'x')
  await media.put(key, Buffer.from('x'), rules)
  expect(await halves()).toEqual(['young'])
})

test('a link is not followed', async () => {
  await media.put(key, Buffer.from('x'), rules)
  const other = mediaKey({ companyId: maple, purpose: 'receipts', id: newId() })
  await symlink('/etc/passwd', join(root, other))
  await expect(media.open(other)).rejects.toThrow()
})

const id = newId()
const hostile = [
  '',
  '/',
  '/etc/passwd',
  '../secret',
  `companies/${maple}/../../secret`,
  `companies/${maple}/receipts/..`,
  `companies/${maple}/receipts/../receipts/${id}`,
  `companies/${maple}/receipts/${id}/`,
  `companies/${maple}/receipts/${id}\0.png`,
  `companies/${maple}/receipts/${id}\n`,
  `companies/${maple}//${id}`,
  `companies/${maple}/re ceipts/${id}`,
  `companies/${maple}/Receipts/${id}`,
  `companies/${maple}/${'a'.repeat(300)}/${id}`,
  `companies\\${maple}\\receipts\\${id}`,
  `/companies/${maple}/receipts/${id}`,
  `companies/${maple}/receipts/${id.toUpperCase()}`,
  `companies/${maple}/receipts/%2e%2e`,
  `companies/${maple}/recéipts/${id}`,
  '.incoming/x',
]

describe('hostile keys are like files that are not there', () => {
  test.each(hostile)('%j', async (bad) => {
    const refused = { code: 'not_found' }
    expect(() => checkedMediaKey(bad)).toThrow(expect.objectContaining(refused))
    expect(isMediaKeyOf(maple, bad)).toBe(false)
    await expect(media.put(bad, Buffer.from('x'), rules)).rejects.toMatchObject(refused)
    await expect(media.open(bad)).rejects.toMatchObject(refused)
    await expect(media.exists(bad)).rejects.toMatchObject(refused)
    await expect(media.remove(bad)).rejects.toMatchObject(refused)
    expect(await readdir(root)).toEqual([])
  })
})

test('a key belongs to the company in it', () => {
  expect(isMediaKeyOf(maple, key)).toBe(true)
  expect(isMediaKeyOf(newId(), key)).toBe(false)
  expect(() => mediaKey({ companyId: maple, purpose: '../x', id })).toThrow('two ids')
})
