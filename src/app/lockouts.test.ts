import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { castPassword } from '#testing/cast.ts'
import { cookieClient, newcomer } from '#testing/cookie-client.ts'
import { useHouse } from '#testing/house.ts'
import { root } from '#testing/places.ts'

const house = useHouse()
const email = 'rosa@lockout.test'

/** The command as an operator gives it: a process of its own. */
function lockouts(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { ownerUrl, settings } = house
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: ownerUrl,
    EZ360_DATA_DIR: settings.dataDir,
    EZ360_SECRET: settings.secret,
    EZ360_LOG: 'silent',
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'bin', 'ez360'), 'lockouts', ...words], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out: out.trim(), err: err.trim() }),
    )
  })
}

test('who has to wait is listed without a name, and comes in once that is lifted', { timeout: 180_000 }, async () => {
  await newcomer(house, email)
  const elsewhere = cookieClient(house)
  const signIn = async (password: string) => (await elsewhere.signIn(email, password)).statusCode
  for (let tries = 0; tries < 6; tries += 1) await signIn('not the password')
  // However slow the machine is, it is not over before it is lifted.
  await house.sql('owner', "UPDATE throttles SET blocked_until = now() + interval '1 hour' WHERE blocked_until > now()")
  expect(await signIn(castPassword)).toBe(429)
  const [listed, asJson, wrong] = await Promise.all([
    lockouts(),
    lockouts('list', '--json'),
    lockouts('lift', 'nobody'),
  ])
  expect([listed.code, listed.err]).toEqual([0, ''])
  expect(listed.out).toMatch(/^an account from one network, wrong passwords \(10\.9\.[\d./]+\): 5 attempts, until 20/m)
  expect(listed.out).not.toContain('rosa')
  expect(JSON.parse(asJson.out)).toMatchObject([{ kind: 'pair', failures: 5 }])
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('neither')])
  expect(await lockouts('lift', email)).toEqual({ code: 0, out: `${email} waits no longer.`, err: '' })
  expect(await signIn(castPassword)).toBe(200)
})
