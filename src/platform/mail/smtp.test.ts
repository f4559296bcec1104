import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { createMail, type MailMessage } from './mail.ts'
import type { SmtpSettings } from './smtp.ts'

const message: MailMessage = {
  to: 'dana@harbor.test',
  fromName: 'Maple Studio',
  replyTo: 'ada@maple.test',
  subject: 'Invoice 26/11/014',
  text: 'Hello',
  html: '<p>Hello</p>',
}
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Received = { from: string; to: string[]; raw: string }

async function smtpServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    async onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope
      received.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map((to) => to.address),
        raw: await textOf(stream),
      })
      done()
    },
    ...options,
  })
  server.on('error', () => undefined)
  closing.push(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return { port: portOf(server.server), received }
}

async function rawServer(onLine: (line: string) => string | undefined, greeting?: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (greeting) socket.write(greeting)
    socket.on('data', (bytes) => {
      const answer = onLine(bytes.toString())
      if (answer) socket.write(answer)
    })
    closing.push(() => socket.destroy())
  })
  closing.push(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return portOf(server)
}

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port
}

function mailTo(port: number, more: Partial<SmtpSettings> = {}) {
  const from = 'EZ360PM <billing@ez360.test>'
  return createMail({ mode: 'smtp', host: '127.0.0.1', port, secure: false, from, ...more })
}

function refusing(responseCode: number, text: string): SMTPServerOptions {
  return { onRcptTo: (_to, _session, done) => done(Object.assign(new Error(text), { responseCode })) }
}

describe('accepted', () => {
  test('with names, both forms, an attachment and the id that was asked for', async () => {
    const { port, received } = await smtpServer()
    const attachments = [
      { filename: '../a\r\nb.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf\r\nX-Evil: 1' },
    ]
    const { messageId } = await mailTo(port).send({ ...message, attachments, id: '0199-x' })
    expect(messageId).toBe('<0199-x@ez360.test>')
    const [mail] = received
    expect(mail).toMatchObject({ from: 'billing@ez360.test', to: ['dana@harbor.test'] })
    expect(mail?.raw).toContain('From: Maple Studio <billing@ez360.test>')
    expect(mail?.raw).toContain('Reply-To: ada@maple.test')
    expect(mail?.raw).toContain('Message-ID: <0199-x@ez360.test>')
    expect(mail?.raw).toContain('multipart/alternative')
    expect(mail?.raw).toContain('application/octet-stream')
    expect(mail?.raw).not.toMatch(/^X-Evil/m)
    expect(mail?.raw).toContain(Buffer.from('%PDF-1.7').toString('base64'))
  })

  test('a line break in a name or subject begins no header', async () => {
    const { port, received } = await smtpServer()
    const evil = 'x\r\nBcc: eve@evil.test\r\n\r\nbody'
    await mailTo(port).send({ ...message, subject: evil, fromName: `${evil}" <eve@evil.test>, "` })
    expect(received[0]?.to).toEqual(['dana@harbor.test'])
    expect(received[0]?.from).toBe('billing@ez360.test')
    expect(received[0]?.raw).not.toMatch(/^Bcc:/im)
    expect(received[0]?.raw).toMatch(/^From: .*(\r\n )?<billing@ez360\.test>\r$/m)
  })
})

describe('refused', () => {
  test.each([
    { answer: 550, text: 'no such mailbox', permanent: true },
    { answer: 552, text: 'too large', permanent: true },
    { answer: 451, text: 'greylisted', permanent: false },
    { answer: 421, text: 'try later', permanent: false },
    { answer: 503, text: 'bad sequence', permanent: false },
  ])('$answer: permanent $permanent', async ({ answer, text, permanent }) => {
    const { port } = await smtpServer(refusing(answer, text))
    const sending = mailTo(port).send(message)
    await expect(sending).rejects.toMatchObject({ name: 'MailFailure', permanent, replyCode: answer })
    await expect(sending).rejects.toThrow(text)
  })

  test('after the text, as a spam filter does', async () => {
    const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 })))
    }
    const { port } = await smtpServer({ onData })
    await expect(mailTo(port).send(message)).rejects.toMatchObject({ permanent: true, replyCode: 554 })
  })

  test('wrong credentials are worth another try', async () => {
    const options: SMTPServerOptions = {
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    }
    const { port, received } = await smtpServer(options)
    const sending = mailTo(port, { user: 'u', password: 'wrong' }).send(message)
    await expect(sending).rejects.toMatchObject({ permanent: false, replyCode: 535 })
    expect(received).toEqual([])
  })

  test('a password does not travel without TLS to another machine', async () => {
    let authenticated = false
    const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => {
      authenticated = true
      done(null, { user: 'u' })
    }
    const { port } = await smtpServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth })
    const sending = mailTo(port, { user: 'u', password: 'p', requireTls: true }).send(message)
    await expect(sending).rejects.toMatchObject({ permanent: false })
    expect(authenticated).toBe(false)
  })
})

describe('unreachable, always worth another try', () => {
  test('nobody listens', async () => {
    const port = await rawServer(() => undefined)
    for (const close of closing.splice(0)) close()
    await expect(mailTo(port).send(message)).rejects.toMatchObject({ permanent: false, replyCode: undefined })
  })

  test('no greeting', async () => {
    const port = await rawServer(() => undefined)
    const sending = mailTo(port, { connectionTimeoutMs: 150 }).send(message)
    await expect(sending).rejects.toMatchObject({ permanent: false, message: expect.stringMatching(/greeting/i) })
  })

  test('silence in the middle', async () => {
    const port = await rawServer((line) => (line.startsWith('EHLO') ? '250 here\r\n' : undefined), '220 here\r\n')
    const sending = mailTo(port, { socketTimeoutMs: 150 }).send(message)
    await expect(sending).rejects.toMatchObject({ permanent: false, message: expect.stringMatching(/timeout/i) })
  })

  test('an answer that never ends', async () => {
    const port = await rawServer(() => '250-more\r\n', '220 here\r\n')
    const talk = mailTo(port, { totalTimeoutMs: 200, socketTimeoutMs: 5_000 }).send(message)
    await expect(talk).rejects.toMatchObject({ permanent: false })
  })
})

const noAddresses = [
  '',
  'dana',
  'a@b.test, c@d.test',
  'a@b.test\r\nRCPT TO:<c@d.test>',
  '<a@b.test>',
  'D <a@b.test>',
  'a@b',
]

describe.each([
  ['smtp', mailTo(1)],
  ['outbox', createMail({ mode: 'outbox' })],
])('%s', (_, mail) => {
  test.each(noAddresses)('no mail to %j', async (to) => {
    await expect(mail.send({ ...message, to })).rejects.toMatchObject({ permanent: true })
    await expect(mail.send({ ...message, replyTo: to })).rejects.toMatchObject({ permanent: true })
  })
})

test('the outbox only answers', async () => {
  expect((await createMail({ mode: 'outbox' }).send(message)).messageId).toMatch(/^<[\w-]+@outbox\.localhost>$/)
})

test('a sender that is no address stops the start', () => {
  expect(() => mailTo(25, { from: 'EZ360PM' })).toThrow('not an e-mail address')
})
