import { Agent, request } from 'node:http'
import type { Endpoint, InputOf } from '#kernel/endpoint.ts'
import { ourPage, requestOf } from './client.ts'

export type LoopbackAnswer = { status: number; body: unknown }

/** Calls a server process over a real connection, signed in by a cookie. Rejects when the connection breaks. */
export type LoopbackClient = {
  call<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    to: { companyId: string; key?: string },
  ): Promise<LoopbackAnswer>
  close(): void
}

export function loopbackClient(port: number, cookie: string, sockets: number): LoopbackClient {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  return {
    call(endpoint, input, { companyId, key }) {
      const { method, url, payload } = requestOf(endpoint, input as { [name: string]: unknown }, companyId)
      const body = payload === undefined ? undefined : JSON.stringify(payload)
      const headers = {
        cookie,
        ...ourPage,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      }
      return new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, agent, method, path: url, headers }, (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8')
            const isJson = answer.headers['content-type']?.includes('json')
            resolve({ status: answer.statusCode ?? 0, body: isJson ? JSON.parse(text) : text })
          })
        })
        asked.on('error', reject)
        asked.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}
