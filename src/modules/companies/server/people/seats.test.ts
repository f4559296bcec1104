import { beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { cast } from '#testing/cast.ts'
import { ourPage } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'
import * as invites from '../../contract-invites.ts'

const house = useHouse({ STRIPE_SECRET_KEY: 'sk_test_of_the_tests' })

type Answer = { statusCode: number; json(): { type: string } }
const problem = (answer: Answer) => [answer.statusCode, answer.json().type.split('/').at(-1)]
const full = [409, 'seats_full']
const invite = (email: string) => house.as.ben.http.call(invites.createInvite, { email, role: 'staff' } as never)
const deactivate = () => house.as.ada.http.call(contract.deactivateMember, { memberId: cast.cy.memberId })
const reactivate = () => house.as.ada.http.call(contract.reactivateMember, { memberId: cast.cy.memberId })

/** Starter has one seat of its own. */
const buy = (seats: number) =>
  house.sql(
    'owner',
    `UPDATE company_subscriptions SET state = 'active', plan = 'starter', extra_seats = $1,
       current_period_end = now() + interval '30 days'`,
    [seats - 1],
  )

async function accept(email: string, userId: string) {
  const [mail] = await house.sql<{ text: string }>(
    'app',
    "SELECT text_body AS text FROM outbound_emails WHERE kind = 'invite' AND to_email = $1",
    [email],
  )
  const token = /\/invite\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
  const app = await house.app()
  const headers = { cookie: await sessionCookieFor(house, userId), ...ourPage }
  return app.inject({ method: 'POST', url: '/api/v1/invites/accept', payload: { token }, headers })
}

async function person(email: string): Promise<string> {
  const id = newId()
  await house.sql('owner', 'INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $2, true)', [id, email])
  return id
}

// Maple has four people.
beforeEach(async () => {
  await buy(5)
  await house.sql('owner', 'UPDATE company_subscriptions SET seat_limit = NULL')
  await house.sql('owner', 'UPDATE members SET deactivated_at = NULL WHERE id = $1', [cast.cy.memberId])
})

test('no invite goes out while all seats are taken', async () => {
  await buy(4)
  expect(problem(await invite('early@seat.test'))).toEqual(full)
  expect(await house.sql('app', "SELECT 1 FROM outbound_emails WHERE to_email = 'early@seat.test'")).toEqual([])
  await buy(5)
  expect((await invite('early@seat.test')).statusCode).toBe(201)
})

test('who has left comes back only to a free seat', async () => {
  await deactivate()
  await buy(3)
  expect(problem(await reactivate())).toEqual(full)
  await buy(4)
  expect((await reactivate()).statusCode).toBe(200)
})

test('of two invited to the last seat one joins; the other link waits for a seat', async () => {
  const invited = []
  for (const email of ['one@seat.test', 'two@seat.test']) {
    invited.push({ email, userId: await person(email) })
    expect((await invite(email)).statusCode).toBe(201)
  }
  const answers = await Promise.all(invited.map(({ email, userId }) => accept(email, userId)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  const late = answers.findIndex(({ statusCode }) => statusCode === 409)
  expect(problem(answers[late] as Answer)).toEqual(full)
  await buy(6)
  const { email, userId } = invited[late] as (typeof invited)[number]
  expect((await accept(email, userId)).statusCode).toBe(200)
})
