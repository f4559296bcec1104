import { beforeAll, describe, expect, test } from 'vitest'
import { recordPayment } from '#modules/payments/server/index.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { chargeLateFee } from './charge-late-fee.ts'
import { companiesToLookAt, look } from './look.ts'
import { muteReminders } from './mute-reminders.ts'
import { readInvoiceFollowUp } from './read-follow-up.ts'
import { remindOfInvoice } from './remind.ts'
import { readCollectionSettings, updateCollectionSettings } from './settings.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const { id: maple } = companies.maple
const at = (day: string) => `${day}T15:00:00.000000Z`
let clientId = ''

const rule = (offsetDays: number) => ({ offsetDays, subject: 'Invoice {number}', message: 'Hello {client}: {amount}' })
const off = {
  remindersOn: false,
  rules: [rule(-3), rule(1), rule(10)],
  statementsMonthly: false,
  lateFee: { kind: 'none' },
  lateFeeGraceDays: 5,
  lateFeeRepeat: 'monthly',
  lateFeeSend: true,
}
const set = (more: object, day = '2026-03-01') =>
  house.as.ben.execute(updateCollectionSettings, { ...off, ...more }, { now: at(day) })
const reminders = async (invoiceId: string) =>
  (await house.as.mia.perform(readInvoiceFollowUp, { invoiceId }, { now: at('2026-03-12') })).reminders
const emails = async (kind: string) =>
  await house.sql<{ to: string; subject: string; text: string }>(
    'owner',
    'SELECT to_email AS to, subject, text_body AS text FROM outbound_emails WHERE kind = $1 ORDER BY created_at',
    [kind],
  )

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
})

const invoice = (cents: number, dueOn: string, client = clientId) => money.invoice(client, cents, { dueOn })

describe('reminders', () => {
  test('are off until they are switched on, with texts to start from', async () => {
    const settings = await house.as.mia.perform(readCollectionSettings)
    expect(settings).toMatchObject({ remindersOn: false, lateFee: { kind: 'none' }, statementsMonthly: false })
    expect(settings.rules.map((one) => one.offsetDays)).toEqual([-3, 1, 14])
    const late = await invoice(1_000, '2026-03-09')
    await look(house, maple, at('2026-03-10'))
    expect(await reminders(late.id)).toEqual([])
  })

  test('before and after the due date, once per invoice and rule, also when ten look at once', async () => {
    await set({ remindersOn: true })
    const due = await invoice(12_500, '2026-03-15')
    await Promise.all(Array.from({ length: 10 }, () => look(house, maple, at('2026-03-12'))))
    await look(house, maple, at('2026-03-13'))
    expect(await reminders(due.id)).toMatchObject([{ amountCents: 12_500, state: 'queued', byHand: false }])
    await house.settle()
    expect(await reminders(due.id)).toMatchObject([{ state: 'sent', toEmail: 'pay@birch.example' }])
    const mine = (await emails('reminder')).filter((one) => one.subject === `Invoice ${due.number}`)
    expect(mine).toHaveLength(1)
    expect(mine[0]?.text).toContain('Hello Birch: $125.00')
    expect(mine[0]?.text).toMatch(/https?:\/\/\S+/)
    await look(house, maple, at('2026-03-16'))
    expect(await reminders(due.id)).toHaveLength(2)
  })

  test('pain 11: none is sent when nothing is due net of the unused credit of the client', async () => {
    const client = await work.client({ organization_name: 'Cedar', email: 'pay@cedar.example' })
    const first = await invoice(10_000, '2026-03-15', client)
    const second = await invoice(5_000, '2026-03-20', client)
    await house.as.mia.execute(recordPayment, {
      clientId: client,
      method: 'ach',
      amountCents: 10_000,
      allocations: [],
      receivedOn: '2026-03-02',
    })
    await look(house, maple, at('2026-03-16'))
    await look(house, maple, at('2026-03-21'))
    expect(await reminders(first.id)).toEqual([])
    expect((await reminders(second.id)).length).toBeGreaterThan(0)
    await expect(house.as.mia.execute(remindOfInvoice, { invoiceId: first.id })).rejects.toMatchObject({
      code: 'reminder_nothing_due',
    })
    await house.as.mia.execute(recordPayment, {
      clientId: client,
      method: 'ach',
      amountCents: 5_000,
      allocations: [],
      receivedOn: '2026-03-02',
    })
    const before = (await reminders(second.id)).length
    await look(house, maple, at('2026-03-30'))
    expect(await reminders(second.id)).toHaveLength(before)
    expect(await house.as.mia.perform(readInvoiceFollowUp, { invoiceId: second.id })).toMatchObject({
      netDueCents: 0,
      overdue: false,
    })
  })

  test('a paid invoice, a muted one, and a client without an address are left in peace', async () => {
    const paid = await invoice(1_000, '2026-03-15')
    const allocations = [{ invoiceId: paid.id, amountCents: 1_000 }]
    await house.as.mia.execute(recordPayment, {
      clientId,
      method: 'cash',
      amountCents: 1_000,
      allocations,
      receivedOn: '2026-03-03',
    })
    const muted = await invoice(1_000, '2026-03-15')
    await house.as.mia.execute(muteReminders, { invoiceId: muted.id, muted: true })
    const silent = await invoice(1_000, '2026-03-15', await work.client({ organization_name: 'Silent', email: null }))
    await look(house, maple, at('2026-03-16'))
    for (const one of [paid, muted, silent]) expect(await reminders(one.id)).toEqual([])
    await expect(house.as.mia.execute(remindOfInvoice, { invoiceId: silent.id })).rejects.toMatchObject({
      code: 'email_unknown',
    })
    await house.as.mia.execute(muteReminders, { invoiceId: muted.id, muted: false })
    await look(house, maple, at('2026-03-17'))
    expect(await reminders(muted.id)).toHaveLength(1)
  })

  test('each company is looked at once a day, after eight on its own wall', async () => {
    await set({ remindersOn: true })
    expect(await companiesToLookAt(house, '2026-04-01T11:59:00.000000Z')).not.toContain(maple)
    expect(await companiesToLookAt(house, '2026-04-01T12:00:00.000000Z')).toContain(maple)
    await look(house, maple, '2026-04-01T12:00:00.000000Z')
    expect(await companiesToLookAt(house, '2026-04-01T13:00:00.000000Z')).not.toContain(maple)
    expect(await companiesToLookAt(house, '2026-04-02T12:00:00.000000Z')).toContain(maple)
  })
})

describe('a look', () => {
  const lookedOn = async () =>
    (await house.sql<{ day: string | null }>('app', 'SELECT looked_on::text AS day FROM collection_settings'))[0]?.day
  const still = async (day: string) => (await lookedOn()) !== day
  const nil = '00000000-0000-0000-0000-000000000000'

  test('that has more to do than one job may goes on with the next, until everybody was reminded', async () => {
    await set({ remindersOn: true })
    const client = await work.client({ organization_name: 'Many', email: 'many@birch.example' })
    const due = []
    for (let made = 0; made < 5; made += 1) due.push(await invoice(1_000, '2026-07-10', client))
    await look(house, maple, at('2026-07-11'), undefined, 2)
    expect(await still('2026-07-11')).toBe(true)
    await house.settle()
    for (const { id } of due) expect(await reminders(id)).toHaveLength(1)
    expect(await still('2026-07-11')).toBe(false)
  })

  test('in which something failed leaves the day open for the next', async () => {
    await look(house, maple, at('2026-07-12'), { kind: 0, after: [nil, nil], failed: true })
    expect(await still('2026-07-12')).toBe(true)
    expect(await companiesToLookAt(house, at('2026-07-12'))).toContain(maple)
    await look(house, maple, at('2026-07-12'))
    expect(await still('2026-07-12')).toBe(false)
  })
})

describe('late fees', () => {
  const fees = (invoiceId: string) =>
    house.sql<{ id: string; total: number; state: string }>(
      'app',
      'SELECT id, total_cents::int AS total, state FROM documents WHERE late_fee_for_id = $1 ORDER BY created_at',
      [invoiceId],
    )

  test('are charged as an invoice of their own, once per period, posted by the same commands', async () => {
    const client = await work.client({ organization_name: 'Dogwood', email: 'pay@dogwood.example' })
    const late = await invoice(20_000, '2026-05-01', client)
    await expect(house.as.mia.execute(chargeLateFee, { invoiceId: late.id })).rejects.toMatchObject({
      code: 'late_fee_off',
    })
    await set({ lateFee: { kind: 'percent', percent: '1.5' } })
    await look(house, maple, at('2026-05-06'))
    expect(await fees(late.id)).toEqual([])
    await Promise.all(Array.from({ length: 10 }, () => look(house, maple, at('2026-05-07'))))
    expect(await fees(late.id)).toMatchObject([{ total: 300, state: 'sent' }])
    const [fee] = await fees(late.id)
    expect(await money.lines('invoice', fee?.id ?? '')).toMatchObject([
      { code: '1100', debit: 300 },
      { code: '4000', credit: 300 },
    ])
    await expect(
      house.as.mia.execute(chargeLateFee, { invoiceId: late.id }, { now: at('2026-05-20') }),
    ).rejects.toMatchObject({ code: 'late_fee_not_due' })
    await expect(
      house.as.mia.execute(chargeLateFee, { invoiceId: fee?.id ?? '' }, { now: at('2026-09-20') }),
    ).rejects.toMatchObject({ code: 'late_fee_not_due' })
    await look(house, maple, at('2026-06-07'))
    expect(await fees(late.id)).toHaveLength(2)
    for (const sql of ['DELETE FROM late_fees', 'UPDATE late_fees SET period_on = now()', 'TRUNCATE late_fees'])
      for (const role of ['app', 'owner'] as const)
        await expect(house.sql(role, sql)).rejects.toThrow(/append-only|denied/)
    await assertInvariants(house)
  })

  test('a preview shows the entry and charges nothing; fifty at once with one key charge once', async () => {
    const late = await invoice(10_000, '2026-03-20', await work.client({ organization_name: 'Elm' }))
    await set({ lateFee: { kind: 'fixed', cents: 2_500 }, lateFeeRepeat: 'once' })
    const seen = await house.as.mia.preview(chargeLateFee, { invoiceId: late.id })
    expect(seen.entries).toMatchObject([
      { sourceType: 'invoice', lines: [{ debitCents: 2_500 }, { creditCents: 2_500 }] },
    ])
    expect(await fees(late.id)).toEqual([])
    const options = { idempotencyKey: 'late-fee-once', now: at('2026-05-01') }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => house.as.mia.execute(chargeLateFee, { invoiceId: late.id }, options)),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await fees(late.id)).toHaveLength(1)
    await assertInvariants(house)
  })

  test('nothing is charged where credit covers what is late', async () => {
    const client = await work.client({ organization_name: 'Fir' })
    const late = await invoice(10_000, '2026-03-20', client)
    await house.as.mia.execute(recordPayment, {
      clientId: client,
      method: 'ach',
      amountCents: 10_000,
      allocations: [],
      receivedOn: '2026-03-02',
    })
    await expect(
      house.as.mia.execute(chargeLateFee, { invoiceId: late.id }, { now: at('2026-05-01') }),
    ).rejects.toMatchObject({ code: 'late_fee_not_due' })
  })
})
