import { expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { sweepCompanies } from '../scope.ts'
import { forgetKeys } from './forget-keys.ts'

const house = useHouse()
const [maple, oak] = [companies.maple.id, companies.oak.id]

const keep = (companyId: string, key: string, age: string, copies = 1) =>
  house.sql(
    'owner',
    `INSERT INTO idempotency_keys (company_id, key, command, body_hash, answer, created_at)
     SELECT $1, $2 || n, 'clients.create', 'hash', '{}', now() - $3::interval FROM generate_series(1, $4) AS n`,
    [companyId, key, age, copies],
    companyId,
  )
const left = async (companyId: string) =>
  (await house.sql<{ key: string }>('owner', 'SELECT key FROM idempotency_keys ORDER BY key', [], companyId)).map(
    ({ key }) => key,
  )

test('keys of every company are forgotten after thirty days, however many there are', async () => {
  await keep(maple, 'of-long-ago-', '31 days', 2_001)
  await keep(oak, 'of-long-ago-', '400 days')
  await keep(maple, 'still-young-', '29 days')
  await keep(oak, 'still-young-', '1 minute')
  await forgetKeys.run(house, {})
  expect([await left(maple), await left(oak)]).toEqual([['still-young-1'], ['still-young-1']])
})

test('the database keeps a young key from the sweep, and an old one from being changed or made by it', async () => {
  await keep(maple, 'of-long-ago-', '31 days')
  const sweep = (text: string) => sweepCompanies(house, `test.${text.length}`, text, [])
  expect(await sweep("DELETE FROM idempotency_keys WHERE key LIKE 'still%' RETURNING 1")).toBe(0)
  await expect(sweep("UPDATE idempotency_keys SET answer = '1' RETURNING 1")).rejects.toThrow(/row-level security/)
  await expect(
    sweep(
      `INSERT INTO idempotency_keys (company_id, key, command, body_hash, created_at) VALUES ('${maple}', 'by the sweep', 'x', 'x', '2020-01-01')`,
    ),
  ).rejects.toThrow(/row-level security/)
  expect(await left(maple)).toEqual(['of-long-ago-1', 'still-young-1'])
})
