import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll } from 'vitest'
import { createOutgoing } from '#platform/outgoing/outgoing.ts'
import type { TestHouse } from './house.ts'

type Received = { headers: IncomingHttpHeaders; body: string; path: string | undefined }

/** A program on this machine that is told what happens, as one elsewhere would be. */
export type Receiver = {
  url: string
  received: Received[]
  /** Statuses of the next answers; 200 when none is left. */
  answers: number[]
  /** The last message, its signature checked by the reference implementation; throws when it is not right. */
  verify(secret: string, of?: Received): unknown
}

type Listening = { receiver: Receiver; address: string; listen(): Promise<void>; close(): void }

function makeReceiver(): Listening {
  const received: Received[] = []
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ headers: request.headers, body, path: request.url })
    const status = answers.shift() ?? 200
    const location = status === 302 ? { location: '/inside' } : {}
    response.writeHead(status, location).end(`answer ${status}`)
  })
  const receiver: Receiver = {
    url: '',
    received,
    answers,
    verify(secret, of = received.at(-1)) {
      return new Webhook(secret).verify(of?.body ?? '', (of?.headers ?? {}) as Record<string, string>)
    },
  }
  const made: Listening = {
    receiver,
    address: '',
    async listen() {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      made.address = `127.0.0.1:${(server.address() as AddressInfo).port}`
      receiver.url = `http://${made.address}/hooks`
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return made
}

/** For a server process, which is told by `EZ360_OUTGOING_ALLOW` that it may reach `address`. */
export async function startReceiver(): Promise<Listening> {
  const made = makeReceiver()
  await made.listen()
  return made
}

/** For a house, which may then reach only it. Call it after `useHouse`, at the top of a test file. */
export function useReceiver(house: TestHouse): Receiver {
  const made = makeReceiver()
  beforeAll(async () => {
    await made.listen()
    house.outside.outgoing = createOutgoing({ secureOnly: false, allow: [made.address], timeoutMs: 5_000 })
  })
  afterAll(() => made.close())
  return made.receiver
}
