import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listExpenses } from '../contract.ts'

/** Expenses by merchant or notes, for the command palette. */
export async function findExpenses({ companyId, text, signal }: PaletteQuestion): Promise<PaletteHit[]> {
  const { items } = await call(listExpenses, { q: text, limit: 5 }, { companyId, signal })
  return items.map((expense) => ({
    id: expense.id,
    group: 'Expenses',
    label: `${expense.merchantName}, ${expense.spentOn}`,
    description: expense.categoryName,
    to: `/expenses/${expense.id}`,
  }))
}
