import type { CloseStep } from '../contract.ts'

type Words = {
  /** The step, done or not. */
  label: string
  /** What is open, for one and for more. */
  one: string
  many: string
  /** Where the step is to do although nothing is open. */
  none?: string
  why: string
  /** Below the company; `{from}` and `{to}` are the month's days. */
  to: string
}

export const stepWords: Record<CloseStep, Words> = {
  drafts: {
    label: 'Every invoice of the month is sent',
    one: 'draft invoice is dated in the month or before',
    many: 'draft invoices are dated in the month or before',
    why: 'Send them, or move them to the month in which you will.',
    to: '/invoices?state=draft',
  },
  notes: {
    label: 'Every credit note of the month is posted',
    one: 'credit note is a draft',
    many: 'credit notes are drafts',
    why: 'A credit note counts once it is posted.',
    to: '/credit-notes?state=draft',
  },
  time: {
    label: 'All time is approved',
    one: 'time entry is not approved yet',
    many: 'time entries are not approved yet',
    why: 'Time counts once it is approved.',
    to: '/time/list?state=open&to={to}',
  },
  unbilled: {
    label: 'All approved time is billed',
    one: 'approved entry is on no invoice',
    many: 'approved entries are on no invoice',
    why: 'Bill it now, or leave it for the next invoice.',
    to: '/invoices/from-time?upTo={to}',
  },
  expenses: {
    label: 'All expenses are approved',
    one: 'expense is not approved yet',
    many: 'expenses are not approved yet',
    why: 'An expense counts once it is approved.',
    to: '/expenses',
  },
  bills: {
    label: 'Every bill is posted',
    one: 'bill is a draft',
    many: 'bills are drafts',
    why: 'A bill counts once it is posted.',
    to: '/bills',
  },
  credit: {
    label: 'No credit lies beside an open invoice',
    one: 'client has both credit and an open invoice',
    many: 'clients have both credit and open invoices',
    why: 'Use the credit, or leave it for later.',
    to: '/clients?filter=credit',
  },
  mail: {
    label: 'Every e-mail of the month went out',
    one: 'e-mail could not be delivered',
    many: 'e-mails could not be delivered',
    why: 'Of an invoice, estimate, receipt, credit note, reminder or statement. Check the address and send it again.',
    to: '/invoices',
  },
  reconciliation: {
    label: 'Control accounts agree with their records',
    one: 'account differs from its records',
    many: 'accounts differ from their records',
    why: 'Look at the reconciliation before you lock anything.',
    to: '/reconciliation',
  },
  proof: {
    label: 'The books are proved',
    none: 'Nobody has asked lately',
    one: 'rule does not hold',
    many: 'rules do not hold',
    why: 'All rules of the books are asked every night, and whenever you like.',
    to: '/reconciliation',
  },
  lock: {
    label: 'The books are locked',
    one: 'The month is still open',
    many: 'The month is still open',
    why: 'After that nothing can be posted on a day of the month, whoever asks.',
    to: '',
  },
}
