import '@mantine/charts/styles.layer.css'
import { BarChart } from '@mantine/charts'
import { formatMoneyPlain } from '#kernel/money.ts'
import { useFormat } from '#ui/format.ts'
import { Money } from '#ui/money/money.tsx'
import type { Figures } from '../contract.ts'
import classes from './home.module.css'

const series = [
  { name: 'revenueCents', label: 'Revenue', color: 'var(--ez-green)' },
  { name: 'expensesCents', label: 'Expenses', color: 'var(--ez-grey)' },
]

/** Twelve months as bars, and the same as a table. */
export function Trend({ months }: { months: Figures['trend'] }) {
  const { locale, currency, money } = useFormat()
  const monthName = (style: 'short' | 'long', month: string) =>
    new Intl.DateTimeFormat(locale, {
      month: style,
      ...(style === 'long' ? { year: 'numeric' as const } : {}),
      timeZone: 'UTC',
    }).format(Date.parse(`${month}-01T00:00:00Z`))
  const short = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const bars = months.map((one) => ({ ...one, name: monthName('short', one.month) }))
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={240}
          data={bars}
          dataKey="name"
          series={series}
          withLegend
          legendProps={{ verticalAlign: 'top', height: 32 }}
          gridAxis="x"
          tickLine="none"
          barChartProps={{ accessibilityLayer: false }}
          strokeDasharray="0"
          maxBarWidth={18}
          barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
          valueFormatter={(cents) => money(cents)}
          yAxisProps={{
            width: 52,
            tickFormatter: (cents: number) => short.format(formatMoneyPlain(cents, currency) as `${number}`),
          }}
        />
      </div>
      <details className={classes.behind}>
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Revenue</th>
              <th scope="col">Expenses</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, revenueCents, expensesCents }) => (
              <tr key={month}>
                <th scope="row">{monthName('long', month)}</th>
                <td>
                  <Money cents={revenueCents} accounting zero="–" />
                </td>
                <td>
                  <Money cents={expensesCents} accounting zero="–" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
