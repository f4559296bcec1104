import { beforeAll, expect, test } from 'vitest'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { listInvoices } from './queries.ts'
import { sendInvoice } from './send-invoice.ts'
import { voidInvoice } from './void-invoice.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let [harbor, birch, project] = ['', '', '']

beforeAll(async () => {
  harbor = await work.client()
  birch = await work.client({ organization_name: '100% Birch_', email: null })
  project = await work.project(birch)
  await sent(harbor, '2020-01-10', 100)
  await sent(harbor, '2020-02-10', 300, 300)
  await sent(harbor, '2020-03-10', 200, 50)
  await sent(birch, '2099-01-10', 500)
  await house.as.ben.execute(voidInvoice, { invoiceId: (await sent(birch, '2020-04-10', 50)).id })
  await draft(birch, '2099-02-10', 400, { projectId: project })
})

async function draft(clientId: string, issuedOn: string, cents: number, more: object = {}) {
  const lines = [{ name: 'Design', unitPriceCents: cents }]
  return house.as.mia.execute(createInvoice, { clientId, issuedOn, lines, ...more })
}

async function sent(clientId: string, issuedOn: string, cents: number, paid = 0) {
  const { id: invoiceId } = await draft(clientId, issuedOn, cents)
  const invoice = await house.as.mia.execute(sendInvoice, { invoiceId, email: null })
  if (paid > 0) await money.pay(clientId, invoiceId, paid)
  return invoice
}

const totals = async (input: object = {}) =>
  aPage(await house.as.mia.perform(listInvoices, input)).items.map((item) => item.totalCents)

test.each([
  [{}, [400, 500, 50, 200, 300, 100]],
  [{ state: 'open' }, [500, 200, 100]],
  [{ state: 'overdue' }, [200, 100]],
  [{ state: 'draft' }, [400]],
  [{ state: 'paid' }, [300]],
  [{ state: 'void' }, [50]],
  [{ state: 'partially_paid' }, [200]],
  [{ sort: 'issued' }, [100, 300, 200, 50, 500, 400]],
  [{ sort: 'total' }, [50, 100, 200, 300, 400, 500]],
  [{ sort: '-total' }, [500, 400, 300, 200, 100, 50]],
  [{ sort: 'due' }, [100, 300, 200, 50, 500, 400]],
  [{ sort: 'number' }, [400, 100, 300, 200, 50, 500]],
  [{ from: '2020-02-10', to: '2020-03-10' }, [200, 300]],
  [{ q: '20/02' }, [300]],
  [{ q: 'HARBOR' }, [200, 300, 100]],
  [{ q: '100%' }, [400, 500, 50]],
  [{ q: '1%0' }, []],
  [{ q: 'h_tch_' }, []],
])('%j', async (input, expected) => {
  expect(await totals(input)).toEqual(expected)
})

test('of one client, of one project', async () => {
  expect(await totals({ clientId: birch, state: 'open' })).toEqual([500])
  expect(await totals({ projectId: project })).toEqual([400])
})

test('pages follow each other in every order without losing or repeating one', async () => {
  for (const sort of ['-issued', 'issued', 'due', '-due', 'total', '-total', 'number', '-number']) {
    const all = await totals({ sort })
    const paged: number[] = []
    let cursor: string | undefined
    do {
      const page = aPage(await house.as.mia.perform(listInvoices, { sort, limit: 2, ...(cursor ? { cursor } : {}) }))
      paged.push(...page.items.map((item) => item.totalCents))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(all)
  }
})

test('an item says who, how much is due, and what to show', async () => {
  const page = aPage(await house.as.mia.perform(listInvoices, { q: '20/03' }))
  expect(page.items).toMatchObject([
    {
      number: '20/03/001',
      state: 'partially_paid',
      displayState: 'overdue',
      clientName: 'Harbor & Finch',
      balanceDueCents: 150,
      deliveryState: null,
    },
  ])
})

test('another company sees none, staff may not', async () => {
  expect(aPage(await house.as.olga.perform(listInvoices)).items).toEqual([])
  await expect(house.as.cy.perform(listInvoices)).rejects.toMatchObject({ code: 'not_allowed' })
})
