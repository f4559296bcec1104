import { beforeAll, expect, test } from 'vitest'
import { Download } from '#platform/operation.ts'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { arAging } from './ar-aging.ts'

const house = useHouse()
const asOf = '2026-11-20'
const page = async (limit: number, cursor?: string | null, more: object = {}) => {
  const answer = await house.as.olga.perform(arAging, { asOf, limit, ...(cursor ? { cursor } : {}), ...more })
  if (answer instanceof Download) throw new Error('a page was asked for')
  return answer
}

/** Sixty clients who owe, each for so many invoices of ten dollars, due on different days. */
async function owe(each: number): Promise<void> {
  const { id } = companies.oak
  const many = `
    WITH d AS (
      INSERT INTO documents (company_id, id, document_type, client_id, issued_on, due_on, subtotal_cents, total_cents)
      SELECT $1, gen_random_uuid(), 'invoice', c.id, date '2026-03-01' + k::int, date '2026-06-01' + k::int * 7, 1000, 1000
      FROM clients c, generate_series(1, $2::int) k WHERE c.company_id = $1 RETURNING id
    )
    INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, subtotal_cents, total_cents)
    SELECT $1, d.id, gen_random_uuid(), 1, 'Work', 1, 1000, 1000, 1000 FROM d`
  await house.sql('owner', many, [id, each], id)
  const send = `
    UPDATE documents d SET state = 'sent', number = 'N-' || n.at, number_period = '2026', number_seq = n.at, balance_due_cents = 1000, sent_at = now()
    FROM (SELECT id, (row_number() OVER () + (SELECT count(*) FROM documents WHERE company_id = $1 AND state = 'sent'))::int AS at
          FROM documents WHERE company_id = $1 AND state = 'draft') n
    WHERE d.company_id = $1 AND d.id = n.id`
  await house.sql('owner', send, [id], id)
}

beforeAll(async () => {
  const clients = `INSERT INTO clients (company_id, id, organization_name)
    SELECT $1, gen_random_uuid(), 'Client ' || (n / 2) FROM generate_series(1, 60) n`
  await house.sql('owner', clients, [companies.oak.id], companies.oak.id)
})

async function everyPage(limit: number) {
  const items: object[] = []
  let cursor: string | null = null
  do {
    const { items: some, nextCursor } = await page(limit, cursor)
    items.push(...some)
    cursor = nextCursor
  } while (cursor !== null)
  return items
}

let statements = 0

// Below and above the number from which clients are looked at one by one, and beside the way of a past day.
test.each([2, 22])('%i open invoices of each client: pages are whole, in order, and add up', async (each) => {
  await owe(each)
  await house.sql('owner', 'ANALYZE documents, clients')
  const then = await page(200, null, { knownAt: '2099-01-01' })
  expect(then.items).toHaveLength(60)
  const { totals } = await page(7)
  expect(totals).toEqual(then.totals)
  expect(await everyPage(7)).toEqual(then.items)
  const one = then.items[9]
  expect(await page(7, null, { clientId: one?.clientId })).toMatchObject({
    items: [one],
    totals: { totalCents: one?.totalCents },
  })
  const now = await countStatements(() => page(7))
  expect(now).toBe(statements || now)
  statements = now
})

test('a file has everybody, whatever the page', async () => {
  const { nextCursor } = await page(7)
  const file = (await house.as.olga.perform(arAging, { asOf, format: 'csv', cursor: nextCursor ?? '' })) as unknown as {
    body: AsyncIterable<string>
  }
  let text = ''
  for await (const part of file.body) text += part
  expect(text.trim().split('\r\n')).toHaveLength(62)
})
