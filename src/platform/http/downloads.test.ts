import { setTimeout } from 'node:timers/promises'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { Download } from '../operation.ts'
import { Downloads, sendFile } from './downloads.ts'

test('one person streams three files at once, all together eight; what ended makes room', () => {
  const downloads = new Downloads()
  const mine = [1, 2, 3].map(() => downloads.begin('ada'))
  expect(() => downloads.begin('ada')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  for (let n = 0; n < 5; n += 1) downloads.begin(`other ${n}`)
  expect(() => downloads.begin('bo')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  mine[0]?.()
  const last = downloads.begin('bo')
  expect(() => downloads.begin('cy')).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  last()
  mine[1]?.()
  downloads.begin('ada')
})

test('who left while the file was made keeps no place', async () => {
  const app = fastify()
  app.decorate('downloads', new Downloads())
  const endless = async function* () {
    for (;;) {
      yield 'row'
      await setTimeout(20)
    }
  }
  app.get('/file', async (_request, reply) => {
    await setTimeout(150)
    return sendFile(reply, new Download('rows.csv', 'text/csv', endless()), 'ada')
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const asked = [1, 2, 3].map(() => fetch(`${address}/file`, { signal: AbortSignal.timeout(50) }))
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
    await setTimeout(400)
    for (let n = 0; n < 3; n += 1) expect(() => app.downloads.begin('ada')).not.toThrow()
  } finally {
    await app.close()
  }
})
