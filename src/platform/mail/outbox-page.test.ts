import { expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { queueEmail } from './queue.ts'

const house = useHouse()
const sending = useHouse({ EMAIL_HOST: 'smtp.invalid', DEFAULT_FROM_EMAIL: 'books@maple.test' })

const script = '<script>alert(1)</script>'

async function mail(): Promise<string> {
  return house.as.ada.scope((scope) =>
    queueEmail(scope, {
      kind: 'test',
      to: 'birch@client.test',
      subject: `Hello ${script}`,
      text: 'Open http://localhost:3000/verify?token=abc&x=1 now.',
      html: `<!doctype html><html><head><title>x</title></head><body>${script}<a href="http://localhost:3000/">go</a></body></html>`,
      attachments: [{ filename: 'in"voice.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    }),
  )
}
const get = async (url: string) => (await house.app()).inject({ url })

test('lists mails, shows one with its links, and hands out its files', async () => {
  const id = await mail()
  const list = await get('/outbox')
  expect(list.body).toContain('birch@client.test')
  expect(list.body).not.toContain(script)
  const page = await get(`/outbox/${id}`)
  expect(page.body).toContain('href="http://localhost:3000/verify?token=abc&amp;x=1"')
  expect(page.body).not.toContain(script)
  const file = await get(`/outbox/${id}/files/0`)
  expect([file.body, file.headers['content-disposition']]).toEqual(['%PDF-1.7', 'attachment; filename="in-voice.pdf"'])
  expect((await get(`/outbox/${id}/files/1`)).statusCode).toBe(404)
  expect((await get('/outbox/not-an-id')).statusCode).toBe(404)
})

test('the mail itself is framed without scripts', async () => {
  const framed = await get(`/outbox/${await mail()}/html`)
  expect(framed.headers['content-security-policy']).toContain('sandbox allow-popups')
  expect(framed.headers['content-security-policy']).toContain("default-src 'none'")
  expect(framed.headers['x-frame-options']).toBe('SAMEORIGIN')
  expect(framed.body).toContain('<base target="_blank">')
})

test('where mail is really sent there is no such page', async () => {
  const answer = await (await sending.app()).inject({ url: '/outbox', headers: { accept: 'application/json' } })
  expect(answer.body).not.toContain('Outbox')
})
