import { beforeAll, describe, expect, test } from 'vitest'
import { systemClock, todayIn } from '#kernel/calendar.ts'
import * as companies from '#modules/companies/contract.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { updateProject } from '#modules/projects/contract.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client()
})

const today = () => todayIn('America/New_York', systemClock())
const draft = (more: object = {}) =>
  house.as.mia.execute(createInvoice, { clientId, lines: [{ name: 'Design', unitPriceCents: 100 }], ...more })
const send = async (more: object = {}) => {
  const { id } = await draft(more)
  return (await house.as.mia.execute(sendInvoice, { invoiceId: id, email: null })).number
}
const count = async (pattern: string, reset: 'never' | 'monthly' | 'yearly', byProject = false) => {
  const answer = await house.as.ben.http.call(companies.updateNumbering, {
    ...{ series: 'invoice', pattern, reset, byProject },
  })
  expect(answer.statusCode).toBe(200)
  return answer.json<companies.NumberingScheme>()
}
const monthly = '{YY}/{MM}/{SEQ:3}'

describe('a change of the numbering', () => {
  test('goes on counting, and the proof still holds; back again too', async () => {
    const [year, month] = [today().slice(2, 4), today().slice(5, 7)]
    for (let made = 0; made < 3; made += 1) await send()
    expect(await count('INV-{SEQ}', 'never')).toMatchObject({ sample: 'INV-4', nextSequence: { never: 4 } })
    expect(await send()).toBe('INV-4')
    await assertInvariants(house)
    expect((await count(monthly, 'monthly')).sample).toBe(`${year}/${month}/005`)
    expect(await send()).toBe(`${year}/${month}/005`)
    await count('{YYYY}-{MM}-{SEQ}', 'monthly')
    expect(await send()).toBe(`20${year}-${month}-6`)
    await count(monthly, 'monthly')
    expect(await send()).toBe(`${year}/${month}/007`)
    await assertInvariants(house)
  })

  test('never gives a number again in a month or year that is over', async () => {
    for (const issuedOn of ['2025-03-02', '2025-03-03', '2025-04-01']) await send({ issuedOn })
    await count(monthly, 'yearly')
    expect(await send({ issuedOn: '2025-03-04' })).toBe('25/03/003')
    expect(await send({ issuedOn: '2025-04-04' })).toBe('25/04/004')
    await count(monthly, 'monthly')
    expect(await send({ issuedOn: '2025-04-05' })).toBe('25/04/005')
    expect(await send({ issuedOn: '2025-05-05' })).toBe('25/05/001')
    await assertInvariants(house)
  })

  test('while twelve send at once leaves no gap and refuses nobody', async () => {
    const drafts = await Promise.all(Array.from({ length: 12 }, () => draft({ issuedOn: '2025-07-01' })))
    const sending = drafts.map(({ id }) => house.as.mia.execute(sendInvoice, { invoiceId: id, email: null }))
    const changing = [count('{YY}.{SEQ}', 'yearly'), count('N{SEQ}', 'never'), count(monthly, 'yearly')]
    const sent = await Promise.all(sending)
    await Promise.all(changing)
    expect(new Set(sent.map(({ number }) => number)).size).toBe(12)
    await assertInvariants(house)
    await count(monthly, 'monthly')
  })
})

test('numbering by project counts by the number that is written: of one that was renamed, a new one goes on', async () => {
  await count(monthly, 'monthly', true)
  const first = await work.project(clientId, { number: 'P-104' })
  expect(await send({ projectId: first })).toBe('P-104-1')
  expect(await send({ projectId: first })).toBe('P-104-2')
  expect((await house.as.mia.http.call(updateProject, { projectId: first, number: 'Q.7' })).statusCode).toBe(200)
  const second = await work.project(clientId, { number: 'P-104' })
  expect(await send({ projectId: second })).toBe('P-104-3')
  expect(await send({ projectId: first })).toBe('Q.7-1')
  await assertInvariants(house)
})

test('a period goes up one by one, and is kept as it was opened, whoever asks', async () => {
  const writes = [
    'UPDATE number_counters SET last_number = last_number + 2',
    'UPDATE number_counters SET last_number = last_number - 1',
    'UPDATE number_counters SET first_number = first_number + 1, last_number = last_number + 1',
    "UPDATE number_counters SET period = '1999-01', last_number = last_number + 1",
    'DELETE FROM number_counters',
  ]
  for (const text of writes)
    for (const role of ['app', 'owner'] as const)
      await expect(house.sql(role, text)).rejects.toMatchObject({ constraint: 'number_counter_fixed' })
})
