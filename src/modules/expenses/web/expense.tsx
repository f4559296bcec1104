import { IconArrowBackUp, IconCash, IconCheck, IconPencil, IconSend, IconTrash, IconX } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { JournalPreview } from '#ui/paper/journal-preview.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { deleteExpense, type ExpenseDetail, readExpense } from '../contract.ts'
import { useBulk } from './bulk.tsx'
import { ExpenseState } from './columns.tsx'
import { ExpenseRail } from './expense-rail.tsx'
import { ExpenseReceipts } from './expense-receipts.tsx'
import classes from './expenses.module.css'
import { madeStale } from './words.ts'

const ReimburseDialog = lazy(async () => ({ default: (await import('./reimburse.tsx')).ReimburseDialog }))
const RejectDialog = lazy(async () => ({ default: (await import('./reject-dialog.tsx')).RejectDialog }))
const VoidDialog = lazy(async () => ({ default: (await import('./void-expense.tsx')).VoidDialog }))

/** One expense with its receipts, and its entries in the books. */
export function ExpenseScreen() {
  const { expenseId } = useParams({ strict: false }) as { expenseId: string }
  const { data, error, refetch } = useRead(readExpense, { expenseId })
  useLive({ expenses: ['/expenses'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <OneExpense expense={data} /> : <ScreenSkeleton />
}

type Dialog = 'reject' | 'reimburse' | 'void' | 'delete'

function OneExpense({ expense }: { expense: ExpenseDetail }) {
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const { primary, secondary, menu, asking } = useExpenseActions(expense, setDialog)
  return (
    <>
      <Page
        title={expense.merchantName}
        crumbs={[{ label: 'Expenses', to: '/expenses' }]}
        state={<ExpenseState expense={expense} />}
        primary={primary}
        secondary={secondary}
        menu={menu}
        below={<Figures expense={expense} />}
        rail={<ExpenseRail expense={expense} />}
      >
        {expense.state === 'draft' && expense.rejectReason && (
          <div className={classes.sentBack} role="status">
            <strong>Sent back</strong>
            <p>{expense.rejectReason}</p>
          </div>
        )}
        <ExpenseReceipts expense={expense} />
        {expense.entries.length > 0 && (
          <section className={classes.block}>
            <h2 className={classes.heading}>In the books</h2>
            {expense.entries.map((entry) => (
              <div key={entry.entryId} className={classes.entry}>
                <JournalPreview entries={[entry]} />
              </div>
            ))}
          </section>
        )}
      </Page>
      {asking}
      <Suspense>
        {dialog === 'reject' && <RejectDialog ids={[expense.id]} close={close} />}
        {dialog === 'reimburse' && <ReimburseDialog expenses={[expense]} close={close} />}
        {dialog === 'void' && <VoidDialog expense={expense} close={close} />}
      </Suspense>
      {dialog === 'delete' && <DeleteDialog expense={expense} close={close} />}
    </>
  )
}

/** The next step first; what cannot be done is left out. */
function useExpenseActions(expense: ExpenseDetail, open: (dialog: Dialog) => void) {
  const bulk = useBulk()
  const { state, mine, paidBy } = expense
  const draft = state === 'draft' && mine
  const steps: (Action | false)[] = [
    draft && { label: 'Submit', icon: IconSend, pending: bulk.pending, run: () => void bulk.submit([expense]) },
    state === 'submitted' && {
      label: 'Approve…',
      icon: IconCheck,
      needs: 'expenses:approve',
      run: () => void bulk.approve([expense]),
    },
    state === 'approved' &&
      paidBy === 'member' && {
        label: 'Reimburse…',
        icon: IconCash,
        needs: 'expenses:reimburse',
        run: () => open('reimburse'),
      },
  ]
  const menu: Action[] = [
    {
      label: 'Void…',
      icon: IconX,
      danger: true,
      needs: 'expenses:reimburse',
      hidden: state !== 'approved' && state !== 'reimbursed',
      disabled:
        (expense.documentId !== null && 'It is on an invoice.') ||
        (state === 'reimbursed' && 'It was paid back. Undo the reimbursement first.'),
      run: () => open('void'),
    },
    { label: 'Delete…', icon: IconTrash, danger: true, hidden: !draft, run: () => open('delete') },
  ]
  const secondary: Action[] = [
    { label: 'Edit', icon: IconPencil, keys: 'e', hidden: !draft, to: `/expenses/${expense.id}/edit` },
    {
      label: 'Send back…',
      icon: IconArrowBackUp,
      needs: 'expenses:approve',
      hidden: state !== 'submitted',
      run: () => open('reject'),
    },
  ]
  return { primary: steps.find((step) => step !== false), secondary, menu, asking: bulk.dialog }
}

function Figures({ expense }: { expense: ExpenseDetail }) {
  const format = useFormat()
  const figures = [
    {
      label: 'Amount',
      cents: expense.amountCents,
      note: expense.taxCents > 0 && `${format.money(expense.taxCents)} tax in it`,
    },
    ...(expense.billable
      ? [
          {
            label: expense.documentId ? 'Charged to the client' : 'To charge the client',
            cents: expense.billableCents,
            note: expense.markupPercent !== '0' && `${expense.markupPercent} % markup`,
            to: expense.documentId ? `/invoices/${expense.documentId}` : undefined,
          },
        ]
      : []),
  ]
  return <FigureStrip figures={figures} />
}

function DeleteDialog({ expense, close }: { expense: ExpenseDetail; close: () => void }) {
  const go = useGo()
  const remove = useCommand(deleteExpense, {
    invalidates: madeStale,
    done: 'Expense deleted',
    onDone: () => go('/expenses'),
  })
  return (
    <Confirm
      title={`Delete this expense at ${expense.merchantName}`}
      verb="Delete"
      danger
      close={close}
      run={() => void remove.run({ expenseId: expense.id }, { ifMatch: expense.revision })}
    >
      The draft and its receipts go. Nothing was posted.
    </Confirm>
  )
}
