import { Checkbox } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import classes from './from-time.module.css'
import { hoursText, type Unbilled, type UnbilledExpense } from './from-time-values.ts'

type TableProps<Item> = {
  items: readonly Item[]
  left: ReadonlySet<string>
  toggle: (id: string) => void
  all: (ids: readonly string[], on: boolean) => void
}

/** Unbilled time, each entry with its rate; what has none cannot be billed. */
export function TimeTable({ items, left, toggle, all }: TableProps<Unbilled>) {
  const format = useFormat()
  const billable = items.filter((one) => one.rateCents !== null)
  const on = billable.filter((one) => !left.has(one.id)).length
  return (
    <table className={classes.time} aria-label="Unbilled time">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label="All entries"
              checked={on > 0 && on === billable.length}
              indeterminate={on > 0 && on < billable.length}
              onChange={() =>
                all(
                  billable.map((one) => one.id),
                  on < billable.length,
                )
              }
            />
          </th>
          <th scope="col">Day</th>
          <th scope="col">Work</th>
          <th scope="col">Hours</th>
          <th scope="col">Rate</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {items.map((entry) => {
          const what = entry.serviceName ?? entry.projectName ?? 'Time'
          return (
            <tr key={entry.id}>
              <td>
                <Checkbox
                  aria-label={`${what}, ${format.date(entry.workedOn)}`}
                  checked={entry.rateCents !== null && !left.has(entry.id)}
                  disabled={entry.rateCents === null}
                  onChange={() => toggle(entry.id)}
                />
              </td>
              <td>{format.date(entry.workedOn)}</td>
              <td>
                <span className={classes.what}>{what}</span>
                <span className="quiet">
                  {[entry.serviceName && entry.projectName, entry.memberName, entry.notes].filter(Boolean).join(' · ')}
                </span>
              </td>
              <td>{hoursText(entry.minutes)}</td>
              <td>
                {entry.rateCents === null ? (
                  <span className={classes.missing}>No rate</span>
                ) : (
                  format.money(entry.rateCents)
                )}
              </td>
              <td>{entry.rateCents === null ? '–' : format.money(entry.amountCents)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Unbilled expenses, each with its markup and what the client is charged. */
export function ExpenseTable({ items, left, toggle, all }: TableProps<UnbilledExpense>) {
  const format = useFormat()
  const on = items.filter((one) => !left.has(one.id)).length
  return (
    <table className={`${classes.time} ${classes.expenses}`} aria-label="Unbilled expenses">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label="All expenses"
              checked={on === items.length}
              indeterminate={on > 0 && on < items.length}
              onChange={() =>
                all(
                  items.map((one) => one.id),
                  on < items.length,
                )
              }
            />
          </th>
          <th scope="col">Day</th>
          <th scope="col">Expense</th>
          <th scope="col">Cost</th>
          <th scope="col">Markup</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {items.map((expense) => (
          <tr key={expense.id}>
            <td>
              <Checkbox
                aria-label={`${expense.merchantName}, ${format.date(expense.spentOn)}`}
                checked={!left.has(expense.id)}
                onChange={() => toggle(expense.id)}
              />
            </td>
            <td>{format.date(expense.spentOn)}</td>
            <td>
              <span className={classes.what}>{expense.merchantName}</span>
              <span className="quiet">
                {[expense.categoryName, expense.projectName, expense.memberName, expense.notes]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </td>
            <td>{format.money(expense.amountCents)}</td>
            <td>{expense.markupPercent === '0' ? '–' : `${expense.markupPercent} %`}</td>
            <td>{format.money(expense.billableCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
