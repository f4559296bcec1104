import { IconPaperclip } from '@tabler/icons-react'
import type { Column } from '#ui/list/columns.ts'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import type { Expense } from '../contract.ts'
import classes from './expenses.module.css'
import { stateWords } from './words.ts'

type Shown = { member?: boolean; state?: boolean; place?: boolean }

/** What a list of expenses shows; without what is the same in all of its rows. */
export function expenseColumns({ member = true, state = true, place = true }: Shown = {}): Column<Expense>[] {
  const columns: (Column<Expense> | false)[] = [
    { key: 'merchant', header: 'Merchant', cell: (row) => <Merchant expense={row} /> },
    { key: 'spentOn', header: 'Date', cell: (row) => <Day date={row.spentOn} />, sort: true, width: 120 },
    { key: 'category', header: 'Category', cell: (row) => row.categoryName, width: 160, optional: true, card: 'none' },
    place && {
      key: 'project',
      header: 'Project',
      cell: (row) => row.projectName ?? row.clientName,
      width: 180,
      optional: true,
      card: 'none',
    },
    member && { key: 'member', header: 'Member', cell: (row) => row.memberName, width: 120, optional: true },
    {
      key: 'billable',
      header: 'Billed',
      cell: (row) => <Billed expense={row} />,
      width: 100,
      optional: true,
      card: 'none',
    },
    state && { key: 'state', header: 'State', cell: (row) => <ExpenseState expense={row} />, width: 130 },
    {
      key: 'amountCents',
      header: 'Amount',
      cell: (row) => <Money cents={row.amountCents} />,
      align: 'right',
      sort: true,
      width: 130,
      card: 'amount',
    },
  ]
  return columns.filter((column) => column !== false)
}

function Merchant({ expense }: { expense: Expense }) {
  return (
    <span className={classes.merchant}>
      <span>{expense.merchantName}</span>
      {expense.receiptCount > 0 && <IconPaperclip size={14} aria-label="With receipt" />}
    </span>
  )
}

function Billed({ expense }: { expense: Expense }) {
  if (expense.documentId) return 'Invoiced'
  if (!expense.billable || expense.state === 'void') return null
  return <span className="quiet">Billable</span>
}

/** Approved and paid by a member waits for the company to pay it back. */
export function ExpenseState({ expense }: { expense: Pick<Expense, 'state' | 'paidBy' | 'rejectReason'> }) {
  if (expense.state === 'approved' && expense.paidBy === 'member') {
    return <StateDot state="approved" label="To reimburse" colour="amber" />
  }
  if (expense.state === 'draft' && expense.rejectReason) return <StateDot state="rejected" label="Sent back" />
  const colour = expense.state === 'reimbursed' ? 'green' : undefined
  return <StateDot state={expense.state} label={stateWords[expense.state]} colour={colour} />
}
