import { beforeAll, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { listFailedFollowUps } from './failed-follow-ups.ts'
import { remindOfInvoice } from './remind.ts'
import { sendStatement } from './send-statement.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
let invoiceId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
  invoiceId = (await money.invoice(clientId, 30_000)).id
})

const alerts = async () => (await house.as.mia.perform(listFailedFollowUps)).items
const fail = (table: string) =>
  house.sql(
    'owner',
    `UPDATE ${table} SET state = 'failed', error = '550 no such user', finished_at = now() WHERE state <> 'sent'`,
  )

test('a reminder and a statement that failed raise an alert, which the next one ends', async () => {
  await house.as.mia.execute(remindOfInvoice, { invoiceId })
  await house.as.mia.execute(sendStatement, { clientId })
  expect(await alerts()).toEqual([])
  await fail('reminders')
  await fail('statement_sends')
  const failed = { state: 'failed', error: '550 no such user', toEmail: 'pay@birch.example' }
  expect(await alerts()).toMatchObject([
    { ...failed, subjectType: 'statement', subjectId: clientId, number: null },
    { ...failed, subjectType: 'reminder', subjectId: invoiceId, number: expect.any(String) },
  ])
  await house.as.mia.execute(remindOfInvoice, { invoiceId })
  expect((await alerts()).map((one) => one.subjectType)).toEqual(['statement'])
  await house.as.mia.execute(sendStatement, { clientId })
  expect(await alerts()).toEqual([])
})

test('one that nobody works on is late, one that was tried is delayed, and after two weeks it is over', async () => {
  await house.sql(
    'owner',
    "UPDATE reminders SET state = 'queued', error = NULL, finished_at = NULL, created_at = now() - interval '31 seconds'",
  )
  expect((await alerts()).map((one) => [one.subjectType, one.state])).toEqual([['reminder', 'delayed']])
  await house.sql('owner', "UPDATE statement_sends SET error = 'connect ECONNREFUSED' WHERE state = 'queued'")
  expect((await alerts()).map((one) => one.subjectType)).toEqual(['statement', 'reminder'])
  await house.sql('owner', "UPDATE reminders SET created_at = now() - interval '15 days'")
  expect((await alerts()).map((one) => one.subjectType)).toEqual(['statement'])
})

test('an invoice on which nothing is due any more needs no reminder', async () => {
  const { id } = await money.invoice(clientId, 5_000)
  await house.as.mia.execute(remindOfInvoice, { invoiceId: id })
  await fail('reminders')
  expect((await alerts()).some((one) => one.subjectId === id)).toBe(true)
  await money.pay(clientId, id, 5_000)
  expect((await alerts()).some((one) => one.subjectId === id)).toBe(false)
})
