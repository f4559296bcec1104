import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** In front of several processes, as a load balancer stands: each request goes to the next of them. */
export type Proxy = { port: number; close(): Promise<void> }

/**
 * A process that takes no connection is passed over, for nothing was said to it yet; one that breaks off in the middle
 * gives 502, for nobody knows what it did.
 */
export async function openProxy(ports: readonly number[]): Promise<Proxy> {
  const agent = new Agent({ keepAlive: false })
  let turn = 0
  const server = createServer(async (asked, answer) => {
    const parts: Buffer[] = []
    for await (const part of asked) parts.push(part as Buffer)
    turn += 1
    pass(agent, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)], asked, parts, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pass(agent: Agent, ports: number[], asked: IncomingMessage, body: Buffer[], answer: ServerResponse): void {
  const [port, ...others] = ports
  const { method, url, headers } = asked
  const sent = request({ host: '127.0.0.1', port, agent, method, path: url, headers }, (said) => {
    answer.writeHead(said.statusCode ?? 502, said.headers)
    said.on('error', () => answer.destroy())
    said.pipe(answer)
  })
  sent.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED' && others.length > 0) return pass(agent, others, asked, body, answer)
    if (answer.headersSent) return answer.destroy()
    answer.writeHead(502).end()
  })
  sent.end(Buffer.concat(body))
}
