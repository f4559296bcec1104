import type { StatementSend } from '../contract.ts'

export const toneWords: Record<StatementSend['tone'], string> = {
  statement: 'Statement',
  friendly: 'Friendly reminder',
  past_due: 'Past-due reminder',
}

/** `3 days before it is due`, `On the due date`, `1 day late`. */
export function offsetText(days: number): string {
  if (days === 0) return 'On the due date'
  const count = Math.abs(days)
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'before it is due' : 'late'}`
}
