import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '#testing/places.ts'

export type RunningServer = { url: string; log(): string; stop(): Promise<void> }

/**
 * The real thing, as a person starts it: `ez360 start` on an empty directory, with its own PostgreSQL. While working on a
 * journey, `EZ360_E2E_URL` names a server that runs already and has what the journey needs.
 */
export async function startServer(environment: { [name: string]: string } = {}): Promise<RunningServer> {
  const running = process.env.EZ360_E2E_URL
  if (running) return { url: running, log: () => 'The demo is ready', stop: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'ez360-e2e-'))
  const port = await freePort()
  const lines: string[] = []
  const child = spawn(process.execPath, [join(root, 'bin', 'ez360'), 'start'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(port),
      EZ360_DATA_DIR: dataDir,
      EZ360_DEMO: '0',
      EZ360_LOG: 'json',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk: Buffer) => lines.push(String(chunk)))
  child.stderr?.on('data', (chunk: Buffer) => lines.push(String(chunk)))
  const url = `http://localhost:${port}`
  await ready(url, child, lines)
  return {
    url,
    log: () => lines.join(''),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function ready(url: string, child: ChildProcess, lines: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) break
    const answered = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answered?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not start:\n${lines.join('')}`)
}
