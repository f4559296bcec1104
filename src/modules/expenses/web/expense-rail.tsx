import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { useCan } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'
import type { ExpenseDetail } from '../contract.ts'

/** What is known about an expense, beside it. */
export function ExpenseRail({ expense }: { expense: ExpenseDetail }) {
  const seesAll = useCan('clients:read')
  const reimburses = useCan('expenses:reimburse')
  const audits = useCan('audit:read')
  const { clientId, clientName, projectId, projectName, reimbursement } = expense
  const client = clientId && seesAll ? <TextLink to={`/clients/${clientId}`}>{clientName}</TextLink> : clientName
  const paid = reimbursement && <Day date={reimbursement.paidOn} />
  return (
    <>
      <Facts
        heading="Expense"
        facts={[
          ['Date', <Day key="day" date={expense.spentOn} />],
          ['Category', expense.categoryName],
          ['Paid by', expense.paidBy === 'member' ? expense.memberName : expense.payingAccountName],
          ['Entered by', expense.memberName],
          ['Notes', expense.notes],
        ]}
      />
      <Facts
        heading="For"
        facts={[
          ['Project', projectId && <TextLink to={`/projects/${projectId}`}>{projectName}</TextLink>],
          ['Client', client],
          [
            'Invoice',
            expense.documentId && seesAll && <TextLink to={`/invoices/${expense.documentId}`}>Open</TextLink>,
          ],
        ]}
      />
      <Facts
        heading="What became of it"
        facts={[
          ['Approved', expense.approvedAt && <When at={expense.approvedAt} />],
          ['By', expense.approvedByName],
          ['In the books on', expense.postedOn && <Day date={expense.postedOn} />],
          [
            'Paid back',
            reimbursement && reimburses ? (
              <TextLink key="paid" to={`/expenses/reimbursements/${reimbursement.id}`}>
                {paid}
              </TextLink>
            ) : (
              paid
            ),
          ],
          ['Voided', expense.voidedOn && <Day date={expense.voidedOn} />],
          ['Why', expense.voidReason],
        ]}
      />
      {audits && <Slot name="activity" subjectType="expense" subjectId={expense.id} />}
    </>
  )
}
