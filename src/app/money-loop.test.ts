import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createInvoice, sendInvoice } from '#modules/documents/contract.ts'
import { recordPayment } from '#modules/payments/contract.ts'
import { countTalk } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
  // Connections are open, statements prepared.
  await loop(1)
})

async function loop(lines: number) {
  const invoiceId = newId()
  const amountCents = lines * 10_000
  const said = Array.from({ length: lines }, (_one, at) => ({ name: `Work ${at}`, unitPriceCents: 10_000 }))
  const call = (ask: () => Promise<{ statusCode: number }>) =>
    countTalk(async () => expect((await ask()).statusCode).toBeLessThan(300))
  const { http } = house.as.mia
  return {
    draft: await call(() => http.call(createInvoice, { id: invoiceId, clientId, lines: said })),
    send: await call(() => http.call(sendInvoice, { invoiceId, email: null })),
    pay: await call(() =>
      http.call(recordPayment, { clientId, method: 'ach', amountCents, allocations: [{ invoiceId, amountCents }] }),
    ),
  }
}

test('the money loop takes so many statements and round trips, however long the invoice', async () => {
  const small = await loop(1)
  expect(await loop(20)).toEqual(small)
  expect(small).toEqual({
    // session | begin, member, key, company, client, template | draft with lines, audit and answer, commit
    draft: { statements: 10, roundTrips: 3 },
    // session | begin, member, key, invoice, lines, today | number | invoice, entry, audit and answer, commit
    send: { statements: 12, roundTrips: 4 },
    // session | begin, member, key, company, client, invoices | payment, invoice, entry, audit and answer, commit
    pay: { statements: 12, roundTrips: 3 },
  })
  await money.assertBooks()
})
