import { beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork } from '#testing/work.ts'
import * as contract from '../contract.ts'
import { createExpense } from './create-expense.ts'
import { readExpense } from './read-expenses.ts'
import { addReceipt, removeReceipt } from './receipts.ts'

const house = useHouse()
const make = expenseCast(house)
const refused = (code: string) => expect.objectContaining({ code })
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
type Who = 'ada' | 'mia' | 'cy'

const send = (who: Who, body: Buffer, fileName = 'receipt.png', type = 'application/octet-stream') =>
  house.as[who].http.post(
    `/api/v1/companies/${companies.maple.id}/media?fileName=${encodeURIComponent(fileName)}`,
    body,
    { 'content-type': type },
  )
const upload = async (who: Who, fileName?: string): Promise<string> => (await send(who, png, fileName)).json().id
const content = (who: 'ada' | 'mia' | 'cy' | 'olga', expenseId: string, mediaId: string) =>
  house.as[who].http.call(contract.readReceipt, { expenseId, mediaId }, { companyId: companies.maple.id })

beforeAll(() => seedWork(house))

test('several files come with a new expense, more come later, each is read byte by byte', async () => {
  const mediaIds = [await upload('cy'), await upload('cy', 'page 2.png')]
  const categoryId = await make.category('meals')
  const said = { merchantName: 'Diner', spentOn: '2026-03-02', amountCents: 900, categoryId, mediaIds }
  const made = await house.as.cy.execute(createExpense, said)
  expect(made.receipts.map((file) => file.fileName)).toEqual(['receipt.png', 'page 2.png'])
  const late = await upload('cy', 'late.png')
  await house.as.cy.execute(addReceipt, { expenseId: made.id, mediaId: late })
  const read = await content('ada', made.id, late)
  expect([read.statusCode, read.headers['content-type'], read.rawPayload.equals(png)]).toEqual([200, 'image/png', true])
  expect(read.headers['x-content-type-options']).toBe('nosniff')
  const saved = await house.as.ada.http.call(contract.readReceipt, {
    expenseId: made.id,
    mediaId: late,
    download: true,
  })
  expect(saved.headers['content-disposition']).toMatch(/^attachment; filename="late.png"/)
})

test('a failed creation attaches nothing: the upload can be used again', async () => {
  const mediaId = await upload('cy')
  const categoryId = await make.category('meals')
  const said = { merchantName: 'Diner', amountCents: 900, categoryId, mediaIds: [mediaId] }
  await expect(house.as.cy.execute(createExpense, { ...said, spentOn: '2199-01-01' })).rejects.toThrow()
  const made = await house.as.cy.execute(createExpense, { ...said, spentOn: '2026-03-02' })
  expect(made.receiptCount).toBe(1)
})

describe('only those who see the expense see its receipts', () => {
  test('and only through it', async () => {
    const [mias, cys] = [await make.draft('mia'), await make.draft('cy')]
    const mediaId = await upload('mia')
    await house.as.mia.execute(addReceipt, { expenseId: mias, mediaId })
    expect((await content('ada', mias, mediaId)).statusCode).toBe(200)
    expect((await content('cy', mias, mediaId)).statusCode).toBe(404)
    expect((await content('cy', cys, mediaId)).statusCode).toBe(404)
    expect((await content('olga', mias, mediaId)).statusCode).toBe(404)
  })

  test('nobody attaches the upload of another, or to an expense they do not see', async () => {
    const [mias, cys] = [await make.draft('mia'), await make.draft('cy')]
    const mediaId = await upload('cy')
    await expect(house.as.mia.execute(addReceipt, { expenseId: mias, mediaId })).rejects.toEqual(refused('not_found'))
    await expect(house.as.cy.execute(addReceipt, { expenseId: mias, mediaId })).rejects.toEqual(refused('not_found'))
    await house.as.cy.execute(addReceipt, { expenseId: cys, mediaId })
    await expect(house.as.cy.execute(addReceipt, { expenseId: cys, mediaId })).rejects.toEqual(refused('not_found'))
  })
})

test('receipts of a posted expense are kept, in code and in the database; missing ones may still come', async () => {
  const draft = await make.draft('cy')
  const first = await upload('cy')
  await house.as.cy.execute(addReceipt, { expenseId: draft, mediaId: first })
  await house.as.cy.execute(removeReceipt, { expenseId: draft, mediaId: first })
  expect((await content('cy', draft, first)).statusCode).toBe(404)
  const id = await make.approved('cy')
  const mediaId = await upload('cy')
  await house.as.cy.execute(addReceipt, { expenseId: id, mediaId })
  const remove = house.as.cy.execute(removeReceipt, { expenseId: id, mediaId })
  await expect(remove).rejects.toEqual(refused('expense_locked'))
  for (const role of ['app', 'owner'] as const) {
    const text = 'DELETE FROM expense_receipts WHERE expense_id = $1'
    await expect(house.sql(role, text, [id], companies.maple.id)).rejects.toThrow(/are kept/)
  }
  expect((await house.as.cy.perform(readExpense, { expenseId: id })).receiptCount).toBe(1)
})

describe('hostile uploads', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'x.svg'],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'x.html'],
    ['HTML that calls itself a picture', Buffer.from('<html></html>'), 'x.png'],
    ['a program', Buffer.from('MZ\x90\0'.padEnd(64, '\0')), 'x.pdf'],
    ['a picture that is a page too', Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]), 'x.png'],
    ['nothing', Buffer.alloc(0), 'x.png'],
  ])('%s is refused', async (_what, body, fileName) => {
    const answer = await send('cy', body, fileName)
    expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
  })

  test('more than 15 MB is refused', async () => {
    expect((await send('cy', Buffer.concat([pdf, Buffer.alloc(16 * 1024 * 1024)]))).statusCode).toBe(413)
  })

  test.each(['../../etc/passwd.png', '..\\..\\boot.png', '/absolute.png', 'a"; filename="b.html.png'])(
    'the name %s is only a name',
    async (fileName) => {
      const expenseId = await make.draft('cy')
      const mediaId = await upload('cy', fileName)
      await house.as.cy.execute(addReceipt, { expenseId, mediaId })
      const read = await content('cy', expenseId, mediaId)
      expect([read.statusCode, read.headers['content-type']]).toEqual([200, 'image/png'])
      const quoted = /filename="([^"]*)"/.exec(String(read.headers['content-disposition']))?.[1]
      expect(quoted).not.toMatch(/["\\\r\n]/)
    },
  )

  test('a name with line ends is refused', async () => {
    expect((await send('cy', png, 'a\r\nSet-Cookie: x=1.png')).statusCode).toBe(422)
  })
})
