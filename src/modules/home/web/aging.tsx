import { GoLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import type { Figures } from '../contract.ts'
import { Card } from './card.tsx'
import classes from './home.module.css'

const buckets: readonly { key: keyof Figures['aging']; label: string }[] = [
  { key: 'current', label: 'Not due yet' },
  { key: 'days1to30', label: '1–30 days late' },
  { key: 'days31to60', label: '31–60 days late' },
  { key: 'days61to90', label: '61–90 days late' },
  { key: 'over90', label: 'More than 90' },
]

/** How late what is owed is: a table that draws itself. */
export function Aging({ aging, total }: { aging: Figures['aging']; total: number }) {
  return (
    <Card title="How late it is" more={{ label: 'By client', to: '/reports/ar-aging' }}>
      <table className={classes.aging}>
        <caption className="hidden">Outstanding by days past due</caption>
        <tbody>
          {buckets.map(({ key, label }) => (
            <tr key={key} data-late={key !== 'current' || undefined}>
              <th scope="row">
                {label}
                <span className={classes.bar} style={{ width: `${(100 * aging[key]) / total}%` }} />
              </th>
              <td>
                <Money cents={aging[key]} zero="–" />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={classes.sum}>
            <th scope="row">
              <GoLink to="/invoices?state=open">Outstanding</GoLink>
            </th>
            <td>
              <Money cents={total} strong />
            </td>
          </tr>
        </tfoot>
      </table>
    </Card>
  )
}
