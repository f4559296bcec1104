import { Money } from '#ui/money/money.tsx'
import type { BillDetail } from '../contract.ts'
import classes from './payables.module.css'

/** What the bill asks for, line by line. */
export function BillLines({ bill }: { bill: BillDetail }) {
  const { lines } = bill
  if (lines.length === 0) return <p className="quiet">This draft has no lines yet. Edit it to add what it asks for.</p>
  const taxed = lines.some((line) => line.taxCents !== 0)
  return (
    <section className={classes.block} aria-label="Lines">
      <div className={classes.scroll}>
        <table className={classes.lines}>
          <thead>
            <tr>
              <th scope="col">What for</th>
              <th scope="col">Quantity</th>
              <th scope="col">Price</th>
              {taxed && <th scope="col">Tax</th>}
              <th scope="col">Amount</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.description ?? line.accountName}
                  <span className={classes.under}>
                    {line.accountCode} {line.accountName}
                    {line.clientName && ` · ${[line.clientName, line.projectName].filter(Boolean).join(', ')}`}
                  </span>
                </td>
                <td className="tnum">{line.quantity}</td>
                <td>
                  <Money cents={line.unitPriceCents} />
                </td>
                {taxed && (
                  <td>
                    <Money cents={line.taxCents} zero="–" />
                  </td>
                )}
                <td>
                  <Money cents={line.subtotalCents + line.taxCents} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {bill.taxCents !== 0 && (
              <tr>
                <td colSpan={4}>Tax in it</td>
                <td>
                  <Money cents={bill.taxCents} />
                </td>
              </tr>
            )}
            <tr>
              <td colSpan={taxed ? 4 : 3}>Total</td>
              <td>
                <Money cents={bill.totalCents} strong />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}
