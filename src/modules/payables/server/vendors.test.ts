import { expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { archiveVendor, unarchiveVendor } from './archive-vendor.ts'
import { attachBillFile, readBillFile, removeBillFile } from './attachments.ts'
import { listBills } from './bill-queries.ts'
import { payBill } from './pay-bills.ts'
import { readBill } from './read-bill.ts'
import { updateVendor } from './update-vendor.ts'
import { listVendors, readVendor, readVendorOverview } from './vendor-queries.ts'

const house = useHouse()
const payables = payablesCast(house)

test('a vendor is added, changed against its revision, archived and brought back', async () => {
  const accountId = await payables.account('6000')
  const vendorId = await payables.vendor('Cedar Print', { email: 'Ask@CEDAR.test', defaultExpenseAccountId: accountId })
  await expect(
    house.as.ben.execute(updateVendor, { vendorId, defaultExpenseAccountId: await payables.account('4000') }),
  ).rejects.toMatchObject({ code: 'account_not_expense' })
  const changed = await house.as.ben.execute(updateVendor, { vendorId, city: 'Salem' }, { expectedRevision: 1 })
  expect(changed).toMatchObject({ city: 'Salem', email: 'Ask@cedar.test', revision: 2 })
  await expect(
    house.as.ben.execute(updateVendor, { vendorId, city: 'Rome' }, { expectedRevision: 1 }),
  ).rejects.toMatchObject({ code: 'stale_revision' })
  await house.as.ben.execute(archiveVendor, { vendorId })
  await expect(payables.draft(vendorId, 100)).rejects.toMatchObject({ code: 'vendor_archived' })
  expect((await house.as.ben.perform(listVendors, { q: 'cedar' })).items).toEqual([])
  expect((await house.as.ben.perform(listVendors, { q: 'print', state: 'archived' })).items).toHaveLength(1)
  await house.as.ben.execute(unarchiveVendor, { vendorId })
  expect(await house.as.ben.perform(readVendor, { vendorId })).toMatchObject({ archivedAt: null, revision: 4 })
})

test('list and overview say what is owed, late, paid and in draft, in a fixed number of statements', async () => {
  const vendorId = await payables.vendor('Elm Power')
  await payables.posted(vendorId, 1_000)
  const { id } = await payables.posted(vendorId, 2_000, { dueOn: '2199-12-01' })
  await payables.draft(vendorId, 400)
  await house.as.ben.execute(payBill, { billId: id, amountCents: 500 })
  const owed = { owedCents: 2_500, overdueCents: 1_000 }
  expect((await house.as.ben.perform(listVendors, { withBalance: true })).items).toMatchObject([
    { name: 'Elm Power', ...owed },
  ])
  expect(await house.as.ben.perform(readVendorOverview, { vendorId })).toEqual({
    ...owed,
    paidThisYearCents: 500,
    draftCents: 400,
  })
  const statements = (limit: number) =>
    countStatements(async () => {
      await house.as.ben.perform(listVendors, { limit, q: 'e' })
      await house.as.ben.perform(listBills, { limit, q: 'e' })
    })
  expect(await statements(1)).toBe(await statements(200))
})

test('files come to a bill at any time and leave only a draft', async () => {
  const vendorId = await payables.vendor('Ash Tools')
  const upload = async () => {
    const url = `/api/v1/companies/${companies.maple.id}/media?fileName=bill.pdf`
    const sent = await house.as.ben.http.post(url, Buffer.from('%PDF-1.7\n'), { 'content-type': 'application/pdf' })
    return sent.json().id as string
  }
  const draft = await payables.draft(vendorId, 100)
  const [first, second] = [await upload(), await upload()]
  await house.as.ben.execute(attachBillFile, { billId: draft.id, mediaId: first })
  await expect(house.as.ben.execute(attachBillFile, { billId: draft.id, mediaId: first })).rejects.toMatchObject({
    code: 'not_found',
  })
  await house.as.ben.execute(removeBillFile, { billId: draft.id, mediaId: first })
  const posted = await payables.posted(vendorId, 100)
  await house.as.ben.execute(attachBillFile, { billId: posted.id, mediaId: second })
  expect((await house.as.ben.perform(readBill, { billId: posted.id })).attachments).toMatchObject([
    { id: second, fileName: 'bill.pdf', contentType: 'application/pdf' },
  ])
  const remove = { billId: posted.id, mediaId: second }
  await expect(house.as.ben.execute(removeBillFile, remove)).rejects.toMatchObject({ code: 'bill_file_kept' })
  for (const text of ['DELETE FROM bill_attachments', 'UPDATE bill_attachments SET created_at = now()'])
    await expect(house.sql('owner', text)).rejects.toMatchObject({ constraint: 'bill_file_kept' })
  const { readBillFile: endpoint } = await import('../contract.ts')
  const answer = await house.as.ben.http.call(endpoint, remove)
  expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
    200,
    'application/pdf',
    '%PDF-1.7\n',
  ])
  await expect(house.as.ben.perform(readBillFile, { billId: draft.id, mediaId: second })).rejects.toMatchObject({
    code: 'not_found',
  })
})
