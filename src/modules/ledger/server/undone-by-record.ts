/**
 * Whether the entry `e` is undone by undoing what caused it, and not by reversing it alone: entries of control accounts, those
 * of expenses and fees of Stripe, and what reversed these.
 */
export const undoneByRecord = (e: string) => `(${e}.source_type IN ('expense', 'payment_fee')
  OR EXISTS (SELECT FROM journal_entries o
             WHERE o.company_id = ${e}.company_id AND o.id = ${e}.reverses_entry_id AND o.source_type IN ('expense', 'payment_fee'))
  OR EXISTS (SELECT FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
             WHERE l.company_id = ${e}.company_id AND l.entry_id = ${e}.id AND a.control))`
