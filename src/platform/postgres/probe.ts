import pg from 'pg'
import { errorCode } from './start-error.ts'

export type Answer = 'ok' | 'not_yet' | 'refused_password' | 'nobody'

export function adminUrl(port: number, password: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
}

/** Asks whether the server at this port serves us. A server with our random password is our server. */
export async function probe(port: number, password: string): Promise<Answer> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ok'
  } catch (error) {
    const code = errorCode(error)
    // 57P03: it starts up, recovers or shuts down; 53300: all connections are taken, by those it did let in.
    if (code === '57P03') return 'not_yet'
    if (code === '53300') return 'ok'
    return code === '28P01' || code === '28000' ? 'refused_password' : 'nobody'
  } finally {
    await client.end().catch(() => {})
  }
}
