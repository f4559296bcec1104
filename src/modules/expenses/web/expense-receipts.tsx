import { fileUrl } from '#ui/api.ts'
import { useCommand } from '#ui/command.ts'
import { useCan, useCompanyId } from '#ui/session.ts'
import { addReceipt, type ExpenseDetail, readReceipt, removeReceipt } from '../contract.ts'
import classes from './expenses.module.css'
import { ReceiptDrop } from './receipt-drop.tsx'
import { ReceiptFiles } from './receipt-files.tsx'

/** The receipts of an expense; missing ones can come as long as it counts. */
export function ExpenseReceipts({ expense }: { expense: ExpenseDetail }) {
  const companyId = useCompanyId()
  const approves = useCan('expenses:approve')
  const expenseId = expense.id
  const add = useCommand(addReceipt, { invalidates: ['/expenses'], done: 'Receipt added' })
  const remove = useCommand(removeReceipt, { invalidates: ['/expenses'], done: 'Receipt removed' })
  const mayAdd = (expense.mine || approves) && expense.state !== 'void'
  const href = (mediaId: string, download: boolean) =>
    fileUrl(readReceipt, { expenseId, mediaId, ...(download ? { download } : {}) }, companyId)
  const files = (
    <ReceiptFiles
      files={expense.receipts.map((file) => ({
        ...file,
        href: href(file.id, false),
        saveHref: href(file.id, true),
      }))}
      remove={
        expense.mine && expense.state === 'draft' ? (mediaId) => void remove.run({ expenseId, mediaId }) : undefined
      }
    />
  )
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>{expense.receipts.length > 1 ? 'Receipts' : 'Receipt'}</h2>
      {mayAdd ? (
        <ReceiptDrop take={({ id }) => add.run({ expenseId, mediaId: id })}>{files}</ReceiptDrop>
      ) : expense.receipts.length > 0 ? (
        files
      ) : (
        <p className="quiet">No receipt was added.</p>
      )}
    </section>
  )
}
