import { beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { adjustCredit } from './adjust-credit.ts'
import { applyCredit } from './apply-credit.ts'
import { listCreditApplications, readClientCredit } from './credit-queries.ts'
import { recordPayment } from './record-payment.ts'
import { reverseCreditApplication } from './reverse-credit-application.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
beforeEach(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const deposit = (amountCents: number) =>
  house.as.mia.execute(recordPayment, { clientId, method: 'cash', amountCents, receivedOn: '2026-03-20' })
const apply = (invoiceId: string, amountCents: number) =>
  house.as.mia.execute(applyCredit, { clientId, invoiceId, amountCents, appliedOn: '2026-03-22' })
const undo = (applicationId: string, more: object = {}) =>
  house.as.mia.execute(reverseCreditApplication, { clientId, applicationId, reversedOn: '2026-03-24', ...more })
const adjust = (centsDelta: number, more: object = {}) =>
  house.as.ben.execute(adjustCredit, {
    clientId,
    centsDelta,
    reason: 'For the delay',
    adjustedOn: '2026-03-23',
    ...more,
  })
const clean = () => money.assertInvariants()

test('pain 6: undoing an application restores credit ledger, balance due and journal by exactly its amount', async () => {
  await deposit(5_000)
  const project = await work.project(clientId)
  const invoice = await money.invoice(clientId, 3_000, { projectId: project })
  const before = { owed: await money.balance('1100', clientId), kept: await money.balance('2200', clientId) }
  const applied = await apply(invoice.id, 3_000)
  const undone = await undo(applied.id, { reason: 'Wrong invoice' })
  expect(undone).toMatchObject({
    id: applied.id,
    amountCents: 3_000,
    reversal: { reversedOn: '2026-03-24', reason: 'Wrong invoice' },
  })
  expect(await money.credit(clientId)).toBe(5_000)
  expect(await money.standing(invoice.id)).toBe('paid 3000')
  expect(await money.lines('credit_application_reversal', undone.reversal?.id ?? '')).toEqual([
    { code: '2200', debit: 0, credit: 3_000, project: null },
    { code: '1100', debit: 3_000, credit: 0, project },
  ])
  expect({ owed: await money.balance('1100', clientId), kept: await money.balance('2200', clientId) }).toEqual(before)
  const again = await apply(invoice.id, 1_000)
  expect(await money.standing(invoice.id)).toBe('paid 2000')
  const explained = await money.explained(invoice.id)
  expect(explained).toMatchObject({ creditApplicationsCents: 1_000, computedBalanceCents: 2_000, agrees: true })
  expect(explained.applications.map((one) => one.reversedOn)).toEqual(['2026-03-24', null])
  expect(explained.entries.map((one) => one.sourceType)).toContain('credit_application_reversal')
  const listed = await house.as.mia.perform(listCreditApplications, { invoiceId: invoice.id })
  expect(listed.items.map((one) => [one.id, one.reversal?.reversedOn ?? null])).toEqual([
    [again.id, null],
    [applied.id, '2026-03-24'],
  ])
  const ledger = await house.as.mia.perform(readClientCredit, { clientId })
  expect(ledger.items.map((one) => [one.kind, one.invoice?.id ?? null, one.undone, one.reason])).toEqual([
    ['application', invoice.id, false, null],
    ['application_reversal', invoice.id, false, 'Wrong invoice'],
    ['application', invoice.id, true, null],
    ['overpayment', null, false, null],
  ])
  await clean()
})

test('an application is undone once, of this client, not before its day', async () => {
  await deposit(1_000)
  const invoice = await money.invoice(clientId, 1_000)
  const applied = await apply(invoice.id, 400)
  await expect(undo(applied.id, { reversedOn: '2026-03-21' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  await expect(undo(applied.id, { reversedOn: '2099-01-01' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  await expect(undo(newId())).rejects.toMatchObject({ code: 'not_found' })
  const other = await work.client({ organization_name: 'Cedar' })
  await expect(undo(applied.id, { clientId: other })).rejects.toMatchObject({ code: 'not_found' })
  const tries = await Promise.allSettled([undo(applied.id), undo(applied.id), undo(applied.id)])
  expect(tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
    'credit_application_reversed_once',
    'credit_application_reversed_once',
  ])
  expect(await money.credit(clientId)).toBe(1_000)
  await clean()
})

test('credit by hand goes both ways, with a reason, never below none', async () => {
  const given = await adjust(2_500)
  expect(await money.lines('credit_adjustment', given.id)).toEqual([
    { code: '4900', debit: 2_500, credit: 0, project: null },
    { code: '2200', debit: 0, credit: 2_500, project: null },
  ])
  const taken = await adjust(-1_000, { reason: 'Too much' })
  expect(await money.lines('credit_adjustment', taken.id)).toEqual([
    { code: '4900', debit: 0, credit: 1_000, project: null },
    { code: '2200', debit: 1_000, credit: 0, project: null },
  ])
  expect(await money.credit(clientId)).toBe(1_500)
  await expect(adjust(-1_501)).rejects.toMatchObject({
    code: 'credit_exceeded',
    errors: [{ path: 'centsDelta', message: 'The client has $15.00 of credit. Take at most that.' }],
  })
  for (const [more, path] of [
    [{ centsDelta: 0 }, 'centsDelta'],
    [{ reason: '  ' }, 'reason'],
    [{ adjustedOn: '2099-01-01' }, 'adjustedOn'],
  ] as const) {
    await expect(adjust(1, more)).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path }] })
  }
  await expect(house.as.mia.execute(adjustCredit, { clientId, centsDelta: 1, reason: 'x' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const seen = await house.as.ben.preview(adjustCredit, { clientId, centsDelta: -500, reason: 'x' })
  expect(seen.balances).toMatchObject([{ kind: 'credit', beforeCents: 1_500, afterCents: 1_000 }])
  const key = { idempotencyKey: newId() }
  const twice = await Promise.all(
    Array.from({ length: 50 }, () =>
      house.as.ben.execute(adjustCredit, { clientId, centsDelta: 7, reason: 'Once' }, key),
    ),
  )
  for (const one of twice) expect(one).toEqual(twice[0])
  expect(await money.credit(clientId)).toBe(1_507)
  await clean()
})

test('pain 20: reversals and adjustments are never changed or deleted, nor credit taken that is not there', async () => {
  await deposit(1_000)
  const invoice = await money.invoice(clientId, 1_000)
  await undo((await apply(invoice.id, 400)).id)
  await adjust(5)
  for (const role of ['app', 'owner'] as const) {
    for (const table of ['credit_application_reversals', 'credit_adjustments']) {
      for (const text of [`UPDATE ${table} SET reason = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        await expect(house.sql(role, text), `${role}: ${text}`).rejects.toThrow(/append-only|permission denied/)
      }
    }
  }
  const take = `INSERT INTO client_credit_entries (company_id, id, client_id, cents_delta, kind, source_id, occurred_on) SELECT company_id, $2, id, -2000, 'manual_adjustment', $2, '2026-03-25' FROM clients WHERE id = $1`
  await expect(house.sql('owner', take, [clientId, newId()])).rejects.toThrow(/client_credit_not_negative/)
  await clean()
})
