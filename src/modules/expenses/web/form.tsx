import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { createExpense, type ExpenseDetail, readExpense, updateExpense } from '../contract.ts'
import { useBulk } from './bulk.tsx'
import { ExpenseFields, labels } from './form-fields.tsx'
import { cash, emptyValues, inputOf, ownMoney, valuesOf } from './form-values.ts'
import { ReceiptDrop } from './receipt-drop.tsx'
import { type ReceiptFile, ReceiptFiles } from './receipt-files.tsx'
import { madeStale } from './words.ts'

const crumbs = [{ label: 'Expenses', to: '/expenses' }]

/** A new expense: merchant, amount, category, receipt. `?projectId=` says what it is for. */
export function NewExpense() {
  const format = useFormat()
  const go = useGo()
  const [url] = useUrl({ projectId: '' })
  const [usual, setUsual] = useLocalStorage({
    key: 'ez360.expense-paid-with',
    defaultValue: ownMoney,
    getInitialValueInEffect: false,
  })
  const receipts = useNewReceipts()
  const submitting = useRef(false)
  const bulk = useBulk()
  const form = useContractForm(createExpense, {
    initial: emptyValues(format.today(), usual === ownMoney ? ownMoney : cash, url.projectId || null),
    draft: 'expense-new',
    invalidates: madeStale,
    toInput: (values) => ({ ...inputOf(values), mediaIds: receipts.files.map((file) => file.id) }),
    done: 'Expense saved',
    onDone: (expense) => {
      setUsual(expense.paidBy === 'member' ? ownMoney : cash)
      const then = () => go(`/expenses/${expense.id}`)
      if (submitting.current) void bulk.submit([expense], { after: then })
      else then()
    },
  })
  const send = (andSubmit: boolean) => {
    submitting.current = andSubmit
    form.submit()
  }
  return (
    <FormPage
      title="New expense"
      crumbs={crumbs}
      form={form}
      verb="Save"
      cancel="/expenses"
      labels={labels}
      extra={
        <Button variant="default" loading={bulk.pending} onClick={() => send(true)}>
          Save and submit
        </Button>
      }
    >
      <ReceiptDrop take={receipts.take}>
        <ReceiptFiles files={receipts.files} remove={receipts.drop} />
      </ReceiptDrop>
      <ExpenseFields form={form} />
      {bulk.dialog}
    </FormPage>
  )
}

/** Files that were uploaded and wait for the expense to be saved; one that never is goes after a day. */
function useNewReceipts() {
  const [files, setFiles] = useState<readonly ReceiptFile[]>([])
  const urls = useRef<string[]>([])
  useEffect(() => () => urls.current.forEach((url) => void URL.revokeObjectURL(url)), [])
  return {
    files,
    take(file: ReceiptFile, original: File) {
      const href = URL.createObjectURL(original)
      urls.current.push(href)
      setFiles((now) => [...now, { ...file, href }])
    },
    drop: (id: string) => setFiles((now) => now.filter((file) => file.id !== id)),
  }
}

export function EditExpense() {
  const { expenseId } = useParams({ strict: false }) as { expenseId: string }
  const { data, error, refetch } = useRead(readExpense, { expenseId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <EditForm expense={data} /> : <ScreenSkeleton />
}

function EditForm({ expense }: { expense: ExpenseDetail }) {
  const go = useGo()
  const place = `/expenses/${expense.id}`
  const form = useContractForm(updateExpense, {
    initial: valuesOf(expense),
    draft: `expense-${expense.id}`,
    ifMatch: expense.revision,
    invalidates: madeStale,
    toInput: (values) => ({ ...inputOf(values), expenseId: expense.id }),
    done: 'Expense saved',
    onDone: () => go(place),
  })
  return (
    <FormPage
      title="Edit expense"
      crumbs={[...crumbs, { label: expense.merchantName, to: place }]}
      form={form}
      verb="Save"
      cancel={place}
      labels={labels}
    >
      <ExpenseFields form={form} />
    </FormPage>
  )
}
