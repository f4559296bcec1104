import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'

const house = useHouse()

test('an open stream follows the role of whoever listens, and ends when they leave', async () => {
  const app = await house.app()
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const cookie = await sessionCookieFor(house, cast.cy.userId)
  const answer = await fetch(`${url}/api/v1/companies/${companies.maple.id}/events`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  let heard = ''
  let ended = false
  const decoder = new TextDecoder()
  const listening = (async () => {
    for await (const piece of answer.body ?? []) heard += decoder.decode(piece)
    ended = true
  })()
  const change = (role: 'manager' | 'staff') =>
    house.as.ada.http.call(contract.updateMember, { memberId: cast.cy.memberId, role })
  /** Whether the stream tells that something about clients changed. */
  const toldOfClients = async () => {
    const before = heard.length
    house.outside.signals.tell(companies.maple.id, [{ topic: 'clients' }])
    await new Promise((resolve) => setTimeout(resolve, 150))
    return heard.slice(before).includes('"topic":"clients"')
  }
  expect(await toldOfClients()).toBe(false)
  await change('manager')
  // Staff hear that members changed, not which of them.
  await expect.poll(() => heard).toContain('{"topic":"members"}')
  await expect.poll(() => toldOfClients(), { timeout: 10_000 }).toBe(true)
  await change('staff')
  await expect.poll(() => toldOfClients(), { timeout: 10_000 }).toBe(false)
  expect(ended).toBe(false)
  await house.as.ada.http.call(contract.deactivateMember, { memberId: cast.cy.memberId })
  await expect.poll(() => ended).toBe(true)
  await listening
})

test('an open stream ends within a minute of the session that opened it, and does not prolong that session', async () => {
  const app = await house.app()
  const { port } = app.server.address() as AddressInfo
  const cookie = await sessionCookieFor(house, cast.ada.userId)
  const [session] = await house.sql<{ id: string }>(
    'owner',
    'SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [cast.ada.userId],
  )
  const long = "UPDATE sessions SET updated_at = now() - interval '3 days' WHERE id = $1"
  await house.sql('owner', long, [session?.id])
  const updated = () =>
    house.sql<{ day: boolean }>(
      'owner',
      "SELECT updated_at > now() - interval '1 day' AS day FROM sessions WHERE id = $1",
      [session?.id],
    )
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const url = `http://127.0.0.1:${port}/api/v1/companies/${companies.maple.id}/events`
    const answer = await fetch(url, { headers: { cookie } })
    let ended = false
    const listening = (async () => {
      for await (const _piece of answer.body ?? []);
      ended = true
    })()
    await house.sql('owner', long, [session?.id])
    await vi.advanceTimersByTimeAsync(61_000)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([ended, await updated()]).toEqual([false, [{ day: false }]])
    await house.sql('owner', 'DELETE FROM sessions WHERE id = $1', [session?.id])
    await vi.advanceTimersByTimeAsync(61_000)
    await listening
    expect(ended).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
