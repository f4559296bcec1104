import type { z } from 'zod'
import { approveExpenses, createExpense, submitExpenses, voidExpense } from '#modules/expenses/contract.ts'
import { companies } from './cast.ts'
import type { TestHouse } from './house.ts'

type Said = Partial<z.input<typeof createExpense.input>>
type Who = 'ada' | 'mia' | 'cy' | 'ben'

/** Expenses through the API, as far along as a test needs them. They answer with the id. */
export function expenseCast(house: TestHouse) {
  const ok = (answer: { statusCode: number; body: string; json(): { id: string } }): { id: string } => {
    if (answer.statusCode >= 300) throw new Error(answer.body)
    return answer.json()
  }
  const category = async (key: string): Promise<string> => {
    const text = 'SELECT id FROM expense_categories WHERE default_key = $1'
    const [row] = await house.sql<{ id: string }>('app', text, [key], companies.maple.id)
    return row?.id ?? ''
  }
  const made = {
    category,
    async draft(who: Who, said: Said = {}): Promise<string> {
      const categoryId = said.categoryId ?? (await category('travel'))
      const plain = { merchantName: 'Northern Rail', spentOn: '2026-03-02', amountCents: 10_000, categoryId }
      return ok(await house.as[who].http.call(createExpense, { ...plain, ...said })).id
    },
    /** The answer as it is: it may be a refusal. */
    voided: (expenseId: string) => house.as.ada.http.call(voidExpense, { expenseId }),
    async submitted(who: Who, said: Said = {}): Promise<string> {
      const id = await made.draft(who, said)
      ok(await house.as[who].http.call(submitExpenses, { ids: [id] }))
      return id
    },
    async approved(who: Who, said: Said = {}): Promise<string> {
      const id = await made.submitted(who, said)
      ok(await house.as.mia.http.call(approveExpenses, { ids: [id] }))
      return id
    },
  }
  return made
}
