import { durationText, useFormat } from '#ui/format.ts'
import type { Figure } from '#ui/page/figure-strip.tsx'
import type { Dashboard } from '../contract.ts'

/** The five numbers, each with the way to what is behind it. */
export function useFigures(data: Dashboard | undefined): Figure[] | undefined {
  const { money } = useFormat()
  const figures = data?.figures
  if (!data || !figures) return undefined
  const books = `/reports/profit-and-loss?from=${data.from}&to=${data.to}`
  return [
    { label: 'Revenue', cents: figures.revenueCents, note: `${money(figures.priorRevenueCents)} before`, to: books },
    { label: 'Expenses', cents: figures.expensesCents, note: `${money(figures.priorExpensesCents)} before`, to: books },
    { label: 'Outstanding', cents: figures.outstandingCents, note: 'Owed to you today', to: '/reports/ar-aging' },
    {
      label: 'Overdue',
      cents: figures.overdueCents,
      note: figures.overdueCents > 0 ? 'Past its due date' : 'Nobody is late',
      to: '/invoices?state=overdue',
      ...(figures.overdueCents > 0 ? { tone: 'red' as const } : {}),
    },
    {
      label: 'Unbilled',
      cents: figures.unbilledCents,
      note: `${durationText(figures.unbilledMinutes * 60)} h of approved time`,
      to: '/time/list?state=approved',
    },
  ]
}
