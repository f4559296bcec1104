import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test, vi } from 'vitest'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { listFailedDeliveries } from './failed-deliveries.ts'
import { readInvoice } from './read-invoice.ts'
import { sendInvoice } from './send-invoice.ts'

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const port = await closedPort()
const house = useHouse({
  EMAIL_HOST: '127.0.0.1',
  EMAIL_PORT: String(port),
  DEFAULT_FROM_EMAIL: 'Books <billing@ez360.test>',
})
const work = workCast(house)
let smtp: SMTPServer | undefined
afterAll(() => smtp?.close())

async function sent() {
  const lines = [{ name: 'Design', unitPriceCents: 10_000 }]
  const draft = await house.as.mia.execute(createInvoice, { clientId: await work.client(), lines })
  return house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: { to: 'anna@harbor.test' } })
}

const alerts = async (now = systemClock()) => (await house.as.mia.perform(listFailedDeliveries, {}, { now })).items
const deliveriesOf = async (invoiceId: string) => (await house.as.mia.perform(readInvoice, { invoiceId })).deliveries

test('pain 12: an e-mail that nobody works on is late after half a minute', async () => {
  const invoice = await sent()
  expect(await alerts()).toEqual([])
  expect(await alerts(addSeconds(systemClock(), 31))).toMatchObject([
    { subjectId: invoice.id, state: 'delayed', error: null },
  ])
})

test('pain 12: with the mail server down there is an alert within a minute, and the e-mail arrives once it is back', {
  timeout: 90_000,
}, async () => {
  const invoice = await sent()
  const began = performance.now()
  await house.jobs.work(house)
  await vi.waitFor(
    async () =>
      expect(await alerts()).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ subjectId: invoice.id, state: 'delayed' })]),
      ),
    { timeout: 60_000, interval: 100 },
  )
  expect(performance.now() - began).toBeLessThan(60_000)
  expect(await deliveriesOf(invoice.id)).toMatchObject([
    { state: 'delayed', error: expect.stringContaining('ECONNREFUSED'), finishedAt: null },
  ])
  expect(invoice.state).toBe('sent')
  const received: string[] = []
  smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      stream.resume()
      stream.on('end', () => {
        received.push(...envelope.rcptTo.map((to) => to.address))
        done()
      })
    },
  })
  smtp.listen(port, '127.0.0.1')
  await vi.waitFor(async () => expect(await deliveriesOf(invoice.id)).toMatchObject([{ state: 'sent', error: null }]), {
    timeout: 60_000,
    interval: 200,
  })
  expect(received).toContain('anna@harbor.test')
  expect((await alerts()).filter((one) => one.subjectId === invoice.id)).toEqual([])
})
