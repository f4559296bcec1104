import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { findRunningPostgres, PostgresStartError, startPostgres } from './index.ts'
import { findProcess, isAlive, waitForEnd } from './live-process.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { chooseRunAs, weAreRoot } from './run-as.ts'

vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 })

// mkdtemp makes a 0700 directory: as root, the server's user cannot pass it, so these tests prove that case too.
const root = mkdtempSync(join(tmpdir(), 'ez360-postgres-'))
const dataDir = join(root, 'books')
const cluster = join(dataDir, 'cluster')
const settings = { fsync: 'off' }
const start = (at = dataDir) => startPostgres({ dataDir: at, settings })

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Another EZ360PM on the same directory; resolves with what it says first. */
async function startElsewhere(): Promise<{ child: ChildProcess; said: string }> {
  const script = `const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    try { const running = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('port ' + running.port) }
    catch (error) { console.log(error.message); process.exit(1) }
    process.stdin.on('data', () => process.exit(0))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said = await new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))))
  return { child, said: said.trim() }
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

beforeAll(async () => {
  await (await start()).stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a fresh database', () => {
  test('is UTF-8, checksummed, closed to all but its password, and reachable from this machine only', async () => {
    const running = await startPostgres({ dataDir })
    const show = (name: string) => ask(running.adminUrl, `SHOW ${name}`)
    expect(await show('server_encoding')).toBe('UTF8')
    expect(await ask(running.adminUrl, 'SELECT datlocale FROM pg_database WHERE datname = current_database()')).toBe(
      'C.UTF-8',
    )
    expect(await show('data_checksums')).toBe('on')
    expect(await show('fsync')).toBe('on')
    expect(await show('TimeZone')).toBe('UTC')
    expect(await show('jit')).toBe('off')
    expect(await show('max_connections')).toBe('100')
    expect(await show('listen_addresses')).toBe('127.0.0.1')
    expect(await show('unix_socket_directories')).toBe('')
    expect(await ask(running.adminUrl, "SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'postgres'")).toBe(
      'SCRAM-SHA-256',
    )
    await expect(ask(running.adminUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    })
    await running.stop()
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(cluster).mode & 0o777).toBe(0o700)
    if (weAreRoot()) expect(statSync(cluster).uid).not.toBe(0)
    expect(readdirSync(dataDir).toSorted()).toEqual(['cluster', 'password', 'server.log'])
  })

  test('keeps what was written, and stops once', async () => {
    const first = await start()
    expect(first.reused).toBe(false)
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
    expect(await findRunningPostgres(dataDir)).toEqual({ adminUrl: first.adminUrl })
    await Promise.all([first.stop(), first.stop()])
    await first.stop()
    expect(await findRunningPostgres(dataDir)).toBeUndefined()
    const second = await start()
    expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toBe(42)
    await second.stop()
  })
})

describe('two on one directory', () => {
  test('the second is refused, in another process and in this one', async () => {
    const running = await start()
    const sentence = `Another EZ360PM (process ${process.pid}) is already using the database in ${dataDir}. Stop it, or set EZ360_DATA_DIR to another directory.`
    await expect(start()).rejects.toThrow(sentence)
    expect((await startElsewhere()).said).toBe(sentence)
    await running.stop()
  })

  test('a server whose supervisor was killed is used again, and stopped with us', async () => {
    const { child, said } = await startElsewhere()
    child.kill('SIGKILL')
    await ended(child)
    const running = await start()
    expect(running.reused).toBe(true)
    expect(`port ${running.port}`).toBe(said)
    expect(await ask(running.adminUrl, 'SELECT 1')).toBe(1)
    const server = findProcess(readPostmasterFile(cluster)?.pid ?? 0)
    await running.stop()
    expect(server && isAlive(server)).toBe(false)
  })

  test('a process that ends without stopping takes its server along', async () => {
    const { child } = await startElsewhere()
    const server = findProcess(readPostmasterFile(cluster)?.pid ?? 0)
    child.stdin?.write('end')
    await ended(child)
    expect(server && (await waitForEnd(server, 5_000))).toBe(true)
    expect(existsSync(join(dataDir, 'supervisor.lock'))).toBe(false)
  })

  test('a server that dies is noticed and recovers at the next start', async () => {
    const noticed = vi.fn()
    const running = await startPostgres({ dataDir, onUnexpectedEnd: noticed })
    process.kill(readPostmasterFile(cluster)?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(noticed).toHaveBeenCalledOnce(), 3_000)
    await running.stop()
    const next = await start()
    expect(await ask(next.adminUrl, 'SELECT answer FROM kept')).toBe(42)
    await next.stop()
  })
})

describe('what lies in the way', () => {
  test('a postmaster.pid of a dead process or of another program is no obstacle', async () => {
    const runAs = chooseRunAs(cluster)
    const other = spawn('sleep', ['60'], { ...runAs, stdio: 'ignore' })
    onTestFinished(() => void other.kill())
    for (const pid of [other.pid, 2 ** 22 + 1]) {
      const path = join(cluster, 'postmaster.pid')
      writeFileSync(path, `${pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n`)
      if (runAs) chownSync(path, runAs.uid, runAs.gid)
      const running = await start()
      expect(running.reused).toBe(false)
      await running.stop()
    }
  })

  test('a wrong password is named, a lost one is set anew', async () => {
    writeFileSync(join(dataDir, 'password'), 'wrong')
    await expect(start()).rejects.toThrow('Delete this file to get a new one.')
    rmSync(join(dataDir, 'password'))
    const running = await start()
    expect(await ask(running.adminUrl, 'SELECT answer FROM kept')).toBe(42)
    await running.stop()
  })

  test('a start that fails says why, with the last lines of the log', async () => {
    const failing = startPostgres({ dataDir, settings: { shared_buffers: 'plenty' } })
    await expect(failing).rejects.toThrow(PostgresStartError)
    await expect(failing).rejects.toThrow(
      /did not start in [\s\S]*invalid value for parameter "shared_buffers": "plenty"/,
    )
    await (await start()).stop()
  })

  test('a large log is put aside', async () => {
    writeFileSync(join(dataDir, 'server.log'), Buffer.alloc(11 * 1024 * 1024))
    await (await start()).stop()
    expect(statSync(join(dataDir, 'server.log')).size).toBeLessThan(100_000)
    expect(existsSync(join(dataDir, 'server.log.1'))).toBe(true)
  })

  test.runIf(weAreRoot())('a cluster that root copied is given back to its user', async () => {
    const copy = join(root, 'copy')
    cpSync(dataDir, copy, { recursive: true })
    chmodSync(join(copy, 'cluster'), 0o755)
    const running = await start(copy)
    expect(await ask(running.adminUrl, 'SELECT answer FROM kept')).toBe(42)
    await running.stop()
  })

  test('another major version is named', async () => {
    const old = join(root, 'old')
    mkdirSync(join(old, 'cluster'), { recursive: true })
    writeFileSync(join(old, 'cluster', 'PG_VERSION'), '15\n')
    await expect(start(old)).rejects.toThrow(
      `The database in ${old} was made by PostgreSQL 15, this EZ360PM brings PostgreSQL 18.`,
    )
  })

  test('a directory that cannot be one is named', async () => {
    const file = join(root, 'file')
    writeFileSync(file, 'x')
    await expect(start(file)).rejects.toThrow(`${file} cannot be a directory`)
    await expect(start(join(file, 'deeper'))).rejects.toThrow(`${join(file, 'deeper')} cannot be a directory`)
    mkdirSync(join(root, 'strange', 'cluster', 'photos'), { recursive: true })
    await expect(start(join(root, 'strange'))).rejects.toThrow('holds something that is not a PostgreSQL database')
  })

  test.runIf(!weAreRoot())('a directory that may not be written is named', async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o500 })
    await expect(start(join(closed, 'books'))).rejects.toThrow(`No permission to write ${join(closed, 'books')}.`)
  })

  test('the log never shows the password', () => {
    const password = readFileSync(join(dataDir, 'password'), 'utf8').trim()
    expect(readFileSync(join(dataDir, 'server.log'), 'utf8')).not.toContain(password)
  })
})
