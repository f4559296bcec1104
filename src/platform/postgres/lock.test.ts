import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findProcess } from './live-process.ts'
import { takeLock } from './lock.ts'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ez360-lock-'))
  path = join(dir, 'supervisor.lock')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const setAge = (ms: number) => utimesSync(path, new Date(), new Date(Date.now() - ms))

/** What a supervisor of this machine leaves, changed where the case wants it. */
async function leaveLock(change: Record<string, unknown>): Promise<void> {
  const lock = await takeLock(path, dir)
  const text = readFileSync(path, 'utf8')
  lock.release()
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), ...change }))
}

describe('the supervisor lock', () => {
  test('is taken, refused to a second one, and free again after release', async () => {
    const lock = await takeLock(path, '/srv/books')
    await expect(takeLock(path, '/srv/books')).rejects.toThrow(
      `Another EZ360PM (process ${process.pid}) is already using the database in /srv/books. Stop it, or set EZ360_DATA_DIR to another directory.`,
    )
    lock.release()
    expect(existsSync(path)).toBe(false)
    ;(await takeLock(path, dir)).release()
  })

  test('of a dead process is replaced', async () => {
    await leaveLock({ pid: 2 ** 22 + 1 })
    ;(await takeLock(path, dir)).release()
  })

  test.runIf(process.platform === 'linux')('of a process whose number another one has now is replaced', async () => {
    await leaveLock({ pid: process.ppid, startedAt: '1' })
    ;(await takeLock(path, dir)).release()
  })

  test('of a living process is respected', async () => {
    await leaveLock({ ...findProcess(process.ppid) })
    await expect(takeLock(path, dir)).rejects.toThrow(`process ${process.ppid}`)
  })

  test('from before a reboot is replaced at once', async () => {
    await leaveLock({ boot: 'earlier' })
    ;(await takeLock(path, dir)).release()
  })

  test('of another container counts while its heartbeat goes on', async () => {
    await leaveLock({ host: 'other', pid: 1 })
    const heartbeat = setInterval(() => setAge(0), 50)
    await expect(takeLock(path, dir, 2_000)).rejects.toThrow('(process 1 on other)')
    clearInterval(heartbeat)
    ;(await takeLock(path, dir, 300)).release()
  })

  test('of another container that fell silent long ago is replaced at once', async () => {
    await leaveLock({ host: `not-${hostname()}` })
    setAge(120_000)
    ;(await takeLock(path, dir)).release()
  })

  test('that was never written to the end is replaced when it is old', async () => {
    writeFileSync(path, '')
    setAge(3_000)
    ;(await takeLock(path, dir)).release()
  })

  test('goes to one of many that find a stale one at the same time', async () => {
    await leaveLock({ pid: 2 ** 22 + 1 })
    const script = `const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))})
      try { await takeLock(${JSON.stringify(path)}, 'x'); console.log('won'); setTimeout(() => {}, 1500) }
      catch (error) { console.log(error.name) }`
    const results = await Promise.all(
      Array.from({ length: 6 }, () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script])
        let out = ''
        child.stdout.on('data', (chunk) => {
          out += chunk
        })
        return new Promise<string>((resolve) => child.on('close', () => resolve(out.trim())))
      }),
    )
    expect(results.toSorted()).toEqual([...Array(5).fill('PostgresStartError'), 'won'])
  }, 15_000)
})
