import { expect, test } from 'vitest'
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
