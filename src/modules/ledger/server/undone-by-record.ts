/**
 * Whether the entry `e` is undone by undoing what caused it, and not by reversing it alone: entries of control accounts, those
 * of expenses and fees of Stripe, and what reversed these. Not EXISTS, which may be answered from a hash over all lines.
 */
export const undoneByRecord = (e: string) => `(${e}.source_type IN ('expense', 'payment_fee')
  OR coalesce((SELECT true FROM journal_entries o
               WHERE o.company_id = ${e}.company_id AND o.id = ${e}.reverses_entry_id AND o.source_type IN ('expense', 'payment_fee') LIMIT 1), false)
  OR coalesce((SELECT true FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
               WHERE l.company_id = ${e}.company_id AND l.entry_id = ${e}.id AND a.control LIMIT 1), false))`
