import { createBill, createVendor, postBill } from '#modules/payables/server/index.ts'
import type { TestHouse } from './house.ts'

type Line = { [field: string]: unknown }

/** Vendors and bills, and what the books say about them, for tests of what is owed. */
export function payablesCast(house: TestHouse) {
  const one = async <Row extends object>(text: string, values: unknown[]) =>
    (await house.sql<Row>('app', text, values))[0]
  const account = async (code: string) =>
    (await one<{ id: string }>('SELECT id FROM accounts WHERE code = $1', [code]))?.id ?? ''
  const draft = async (vendorId: string, lines: number | Line[], more: object = {}) => {
    const accountId = await account('6000')
    const given = typeof lines === 'number' ? [{ unitPriceCents: lines }] : lines
    return house.as.ben.execute(createBill, {
      vendorId,
      billedOn: '2026-03-02',
      lines: given.map((line) => ({ accountId, ...line })),
      ...more,
    })
  }
  return {
    account,
    draft,
    vendor: async (name: string, more: object = {}) => (await house.as.ben.execute(createVendor, { name, ...more })).id,
    /** A posted bill over so many cents, or of these lines. */
    async posted(vendorId: string, lines: number | Line[], more: object = {}) {
      const { id } = await draft(vendorId, lines, more)
      return house.as.ben.execute(postBill, { billId: id })
    },
    /** State and balance, as `partially_paid 600`. */
    async standing(billId: string): Promise<string> {
      const row = await one<{ state: string; due: number }>(
        'SELECT state, balance_due_cents AS due FROM bills WHERE id = $1',
        [billId],
      )
      return `${row?.state} ${row?.due}`
    },
    /** What stands on Accounts Payable, credits less debits, and what the bills say. */
    async owed(): Promise<{ books: number; bills: number }> {
      const row = await one<{ books: number; bills: number }>(
        `SELECT (SELECT coalesce(sum(l.credit_cents - l.debit_cents), 0)::int FROM journal_lines l
                 JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id WHERE a.code = '2000') AS books,
                (SELECT coalesce(sum(balance_due_cents), 0)::int FROM bills) AS bills`,
        [],
      )
      return row ?? { books: NaN, bills: NaN }
    },
  }
}
