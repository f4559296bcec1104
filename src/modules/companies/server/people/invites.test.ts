import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { sessionCookieFor } from '#modules/identity/server/index.ts'
import { cast, companies } from '#testing/cast.ts'
import { ourPage } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'
import * as invites from '../../contract-invites.ts'

const house = useHouse()
const password = 'maples turn red in autumn'

type Answer = { statusCode: number; json<T = { type: string; detail: string }>(): T }
const problem = (answer: Answer) => [answer.statusCode, answer.json().type.split('/').at(-1)]
const ben = () => house.as.ben.http
const invite = (email: string, more: object = {}) =>
  ben().call(invites.createInvite, { email, role: 'staff', ...more } as never)

/** The token of the newest mail to the address. */
async function tokenOf(email: string): Promise<string> {
  const [mail] = await house.sql<{ text: string }>(
    'app',
    "SELECT text_body AS text FROM outbound_emails WHERE kind = 'invite' AND to_email = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
    [email],
  )
  return /\/invite\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

async function visit(method: 'GET' | 'POST', path: string, payload?: object, cookie?: string): Promise<Answer> {
  const app = await house.app()
  return app.inject({
    method,
    url: `/api/v1${path}`,
    ...(payload ? { payload } : {}),
    headers: cookie ? { cookie, ...ourPage } : {},
  })
}
const look = (token: string) => visit('GET', `/public/invites/${token}`)
const joinAnew = (token: string, more: object = {}) =>
  visit('POST', `/public/invites/${token}/join`, { name: 'Nia Park', password, ...more })
const accept = async (token: string, userId: string) =>
  visit('POST', '/invites/accept', { token }, await sessionCookieFor(house, userId))

async function person(email: string, verified = true): Promise<string> {
  const id = newId()
  const text = 'INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, $4)'
  await house.sql('owner', text, [id, email.split('@')[0], email, verified])
  return id
}

test('somebody new: mail, link, account, member, and only once', async () => {
  const made = await invite('Nia@New.test', { role: 'manager', billingRateCents: 9_000, message: 'Glad to have you' })
  expect(made.statusCode).toBe(201)
  expect(made.json()).toMatchObject({ email: 'nia@new.test', role: 'manager', state: 'open', inviterName: 'Ben' })
  const token = await tokenOf('nia@new.test')
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const kept = 'SELECT 1 FROM invites i, audit_events a WHERE i::text LIKE $1 OR a::text LIKE $1'
  expect(await house.sql('app', kept, [`%${token}%`])).toEqual([])
  expect((await look(token)).json()).toMatchObject({
    companyName: 'Maple Studio',
    inviterName: 'Ben',
    email: 'nia@new.test',
    role: 'manager',
    message: 'Glad to have you',
  })
  const weak = await joinAnew(token, { password: 'qwertyuiop1234' })
  expect(problem(weak)).toEqual([422, 'invalid_input'])
  const joined = await joinAnew(token)
  expect(joined.statusCode).toBe(200)
  expect(joined.json()).toMatchObject({ companyId: companies.maple.id })
  const [user] = await house.sql<{ id: string; verified: boolean }>(
    'owner',
    "SELECT id, email_verified AS verified FROM users WHERE email = 'nia@new.test'",
  )
  expect(user?.verified).toBe(true)
  const app = await house.app()
  const signIn = { method: 'POST', url: '/api/auth/sign-in/email' } as const
  const signedIn = await app.inject({ ...signIn, payload: { email: 'nia@new.test', password } })
  expect(signedIn.statusCode).toBe(200)
  const me = await visit('GET', '/me', undefined, await sessionCookieFor(house, user?.id ?? ''))
  expect(me.json()).toMatchObject({ companies: [{ id: companies.maple.id, role: 'manager' }] })
  expect(problem(await look(token))).toEqual([410, 'invite_over'])
  expect(problem(await joinAnew(token))).toEqual([410, 'invite_over'])
  const [member] = await house.sql<object>(
    'app',
    "SELECT billing_rate_cents::int, role FROM members WHERE display_name = 'Nia Park'",
  )
  expect(member).toMatchObject({ billing_rate_cents: 9_000, role: 'manager' })
  const audited = await house.sql('app', "SELECT 1 FROM audit_events WHERE action = 'companies.acceptInvite'")
  expect(audited).toHaveLength(1)
})

test('an invite to an existing address changes nothing about the account (pain: published flaw)', async () => {
  const userId = await person('oscar@there.test', false)
  await house.sql(
    'owner',
    "INSERT INTO credentials (id, user_id, account_id, provider_id, password) VALUES ($1, $2::uuid, ($2::uuid)::text, 'credential', 'kept')",
    [newId(), userId],
  )
  const account = () =>
    house.sql('owner', 'SELECT u.*, c.password FROM users u JOIN credentials c ON c.user_id = u.id WHERE u.id = $1', [
      userId,
    ])
  const before = await account()
  await invite('oscar@there.test')
  const token = await tokenOf('oscar@there.test')
  expect(problem(await joinAnew(token))).toEqual([409, 'invite_account_exists'])
  expect(await account()).toEqual(before)
  expect((await accept(token, userId)).statusCode).toBe(200)
  expect(await account()).toEqual(before)
})

test('only the invited address may accept, and is told which that is', async () => {
  await invite('paul@right.test')
  const token = await tokenOf('paul@right.test')
  const other = await accept(token, cast.olga.userId)
  expect(problem(other)).toEqual([403, 'invite_for_other_address'])
  expect(other.json().detail).toContain('paul@right.test')
  // A link that ended no longer tells it.
  const [open] = (await ben().call(invites.listInvites)).json<{ items: invites.Invite[] }>().items
  await ben().call(invites.revokeInvite, { inviteId: open?.id ?? '' })
  const ended = await accept(token, cast.olga.userId)
  expect(problem(ended)).toEqual([410, 'invite_over'])
  expect(JSON.stringify(ended.json())).not.toContain('right.test')
  expect(JSON.stringify((await look(token)).json())).not.toMatch(/Maple|right\.test/)
})

test('used, taken back, replaced, too old and never made are all alike', async () => {
  const over = [410, 'invite_over']
  expect(problem(await look('a'.repeat(43)))).toEqual(over)
  const { id } = (await invite('quin@again.test')).json<invites.Invite>()
  const first = await tokenOf('quin@again.test')
  await house.sql('owner', "UPDATE invites SET sent_at = sent_at - interval '2 minutes' WHERE id = $1", [id])
  expect((await ben().call(invites.resendInvite, { inviteId: id })).json()).toMatchObject({ state: 'open' })
  const second = await tokenOf('quin@again.test')
  expect(second).not.toBe(first)
  expect(problem(await look(first))).toEqual(over)
  expect(problem(await joinAnew(first))).toEqual(over)
  await house.sql('owner', "UPDATE invites SET expires_at = now() - interval '1 second' WHERE id = $1", [id])
  expect(problem(await look(second))).toEqual(over)
  expect(problem(await joinAnew(second))).toEqual(over)
  const listed = (await ben().call(invites.listInvites)).json<{ items: invites.Invite[] }>().items
  expect(listed.find((one) => one.id === id)).toMatchObject({ state: 'expired' })
  await ben().call(invites.revokeInvite, { inviteId: id })
  expect(problem(await ben().call(invites.revokeInvite, { inviteId: id }))).toEqual(over)
  expect(problem(await ben().call(invites.resendInvite, { inviteId: id }))).toEqual(over)
})

test('members, open invites and too many mails are refused; a foreign company is not reached', async () => {
  expect(problem(await invite('MIA@maple.test'))).toEqual([409, 'member_active'])
  const { id } = (await invite('rob@once.test')).json<invites.Invite>()
  expect(problem(await invite('rob@once.test'))).toEqual([429, 'invites_too_many'])
  await house.sql('owner', "UPDATE invites SET sent_at = sent_at - interval '2 minutes'  WHERE id = $1", [id])
  expect(problem(await invite('rob@once.test'))).toEqual([409, 'invite_open'])
  await house.sql('owner', 'UPDATE invites SET sends = 5 WHERE id = $1', [id])
  expect(problem(await ben().call(invites.resendInvite, { inviteId: id }))).toEqual([429, 'invites_too_many'])
  expect(problem(await house.as.olga.http.call(invites.resendInvite, { inviteId: id }))).toEqual([404, 'not_found'])
  expect(problem(await house.as.mia.http.call(invites.listInvites))).toEqual([403, 'not_allowed'])
})

test('an admin invites no owner; an owner does', async () => {
  expect(problem(await invite('sue@own.test', { role: 'owner' }))).toEqual([403, 'owner_needed'])
  const made = await house.as.ada.http.call(invites.createInvite, { email: 'sue@own.test', role: 'owner' })
  expect(made.statusCode).toBe(201)
  const { id } = made.json<invites.Invite>()
  await house.sql('owner', "UPDATE invites SET sent_at = sent_at - interval '2 minutes' WHERE id = $1", [id])
  expect(problem(await ben().call(invites.resendInvite, { inviteId: id }))).toEqual([403, 'owner_needed'])
  expect(problem(await ben().call(invites.revokeInvite, { inviteId: id }))).toEqual([403, 'owner_needed'])
})

test('who has left is invited again and comes back in the new role; who is there is told so', async () => {
  await house.as.ada.http.call(contract.deactivateMember, { memberId: cast.cy.memberId })
  await invite(cast.cy.email, { role: 'manager', canApproveTime: true })
  const token = await tokenOf(cast.cy.email)
  expect((await accept(token, cast.cy.userId)).json()).toEqual({
    companyId: companies.maple.id,
    memberId: cast.cy.memberId,
  })
  const members =
    'SELECT role, can_approve_time AS flag, billing_rate_cents::int AS rate, deactivated_at AS gone FROM members WHERE id = $1'
  expect(await house.sql('app', members, [cast.cy.memberId])).toEqual([
    { role: 'manager', flag: true, rate: 10_000, gone: null },
  ])
  // Invited while away, brought back meanwhile: the link says so and changes nothing.
  await house.as.ada.http.call(contract.deactivateMember, { memberId: cast.cy.memberId })
  await house.sql(
    'owner',
    "UPDATE invites SET sent_at = sent_at - interval '2 minutes' WHERE email = $1 AND accepted_at IS NULL",
    [cast.cy.email],
  )
  await house.sql('owner', 'DELETE FROM invites WHERE email = $1', [cast.cy.email])
  await invite(cast.cy.email, { role: 'admin' })
  await house.as.ada.http.call(contract.reactivateMember, { memberId: cast.cy.memberId })
  expect(problem(await accept(await tokenOf(cast.cy.email), cast.cy.userId))).toEqual([409, 'member_active'])
  expect(await house.sql('app', members, [cast.cy.memberId])).toMatchObject([{ role: 'manager' }])
})

test('an invite is worth as much as whoever sent it last may still do', async () => {
  const set = (what: string) => house.sql('owner', `UPDATE members SET ${what} WHERE id = $1`, [cast.ben.memberId])
  const { id } = (await invite('vera@power.test', { role: 'admin' })).json<invites.Invite>()
  const token = await tokenOf('vera@power.test')
  const state = async () =>
    (await house.as.ada.http.call(invites.listInvites))
      .json<{ items: invites.Invite[] }>()
      .items.find((one) => one.id === id)?.state
  for (const [without, back] of [
    ["role = 'manager'", "role = 'admin'"],
    ['deactivated_at = now()', 'deactivated_at = NULL'],
  ] as const) {
    await set(without)
    expect([without, problem(await look(token)), problem(await joinAnew(token)), await state()]).toEqual([
      ...[without, [410, 'invite_over'], [410, 'invite_over'], 'expired'],
    ])
    await set(back)
  }
  expect([(await look(token)).statusCode, await state()]).toEqual([200, 'open'])
  // Sent again by somebody who may: that one vouches for it.
  await set("role = 'staff'")
  await house.sql('owner', "UPDATE invites SET sent_at = sent_at - interval '2 minutes' WHERE id = $1", [id])
  expect((await house.as.ada.http.call(invites.resendInvite, { inviteId: id })).json()).toMatchObject({ state: 'open' })
  expect((await joinAnew(await tokenOf('vera@power.test'))).statusCode).toBe(200)
  await set("role = 'admin'")
})

test('an invite to be an owner ends with the ownership of whoever sent it', async () => {
  await house.as.ada.http.call(invites.createInvite, { email: 'wim@power.test', role: 'owner' })
  const token = await tokenOf('wim@power.test')
  await house.sql('owner', "UPDATE members SET role = 'owner' WHERE id = $1", [cast.ben.memberId])
  await house.sql('owner', "UPDATE members SET role = 'admin' WHERE id = $1", [cast.ada.memberId])
  expect(problem(await joinAnew(token))).toEqual([410, 'invite_over'])
  await house.sql('owner', "UPDATE members SET role = 'owner' WHERE id = $1", [cast.ada.memberId])
  await house.sql('owner', "UPDATE members SET role = 'admin' WHERE id = $1", [cast.ben.memberId])
  expect((await joinAnew(token)).statusCode).toBe(200)
})

test('the log keeps what an invite offers, and what it was before it was sent again or taken back', async () => {
  const { id } = (
    await invite('xena@log.test', { billingRateCents: 8_000, costRateCents: 4_000 })
  ).json<invites.Invite>()
  await ben().call(invites.revokeInvite, { inviteId: id })
  const rows = await house.sql<{ action: string; before: object | null; after: object }>(
    'owner',
    'SELECT action, before, after FROM audit_events WHERE subject_id = $1 ORDER BY occurred_at, id',
    [id],
  )
  const offer = { email: 'xena@log.test', role: 'staff', billingRateCents: 8_000, costRateCents: 4_000 }
  expect(rows).toMatchObject([
    { action: 'companies.invite', before: null, after: { ...offer, revokedAt: null } },
    {
      action: 'companies.revokeInvite',
      before: { ...offer, revokedAt: null },
      after: { revokedAt: expect.any(String) },
    },
  ])
})

test('clicked ten times at once, one member comes of it', async () => {
  const userId = await person('tina@fast.test')
  await invite('tina@fast.test')
  const token = await tokenOf('tina@fast.test')
  const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token, userId)))
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  for (const { statusCode } of answers) expect([200, 409, 410]).toContain(statusCode)
  expect(await house.sql('app', 'SELECT 1 FROM members WHERE user_id = $1', [userId])).toHaveLength(1)
  await invite('uma@fast.test')
  const fresh = await tokenOf('uma@fast.test')
  const made = await Promise.all(Array.from({ length: 5 }, () => joinAnew(fresh)))
  expect(made.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  expect(await house.sql('owner', "SELECT 1 FROM users WHERE email = 'uma@fast.test'")).toHaveLength(1)
})
