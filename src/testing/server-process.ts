import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './places.ts'

/** The real server in its own process, listening on loopback. */
export type ServerProcess = {
  port: number
  pid: number
  /** As if the power of the process failed: nothing is finished, nobody is told. */
  kill(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
}

/** Starts bench/server.ts with these variables, without rate limits; resolves when it listens. */
export async function startServer(environment: { [name: string]: string | undefined }): Promise<ServerProcess> {
  const script = ['bin/modern-node.cjs', 'bench/server.ts'].map((path) => join(root, path))
  const env = { EZ360_RATE_LIMITS: '0', ...environment }
  const child = spawn(process.execPath, script, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let errors = ''
  child.stderr.on('data', (text) => {
    errors = (errors + text).slice(-4000)
  })
  const lines = createInterface({ input: child.stdout })
  const { port, pid } = await new Promise<{ port: number; pid: number }>((resolve, reject) => {
    lines.on('line', (line) => {
      const [word, port, pid] = line.split(' ')
      if (word === 'ready') resolve({ port: Number(port), pid: Number(pid) })
    })
    void ended.then(() => reject(new Error(`The server ended before it listened.\n${errors}`)))
  })
  const signal = async (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself.
    }
    await ended
  }
  return { port, pid, kill: () => signal('SIGKILL'), stop: () => signal('SIGTERM') }
}
