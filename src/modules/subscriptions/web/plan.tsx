import { dateIn, formatDate } from '#kernel/calendar.ts'
import { extraSeat, features, planAllowsFeature, planNames, plans } from '#kernel/plans.ts'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCompany } from '#ui/session.ts'
import { readSubscription, type Subscription } from '../contract.ts'
import classes from './plan.module.css'
import { dollars, standingText } from './words.ts'

/** What the company has, until when, and how many seats of it are taken. */
export function PlanScreen() {
  const { timeZone, locale } = useCompany()
  const { data, error, refetch } = useRead(readSubscription, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  const until = data?.until ? formatDate(dateIn(timeZone, data.until), locale) : ''
  const told = data && standingText(data.standing, until)
  return (
    <Page title="Plan" narrow below={<FigureStrip figures={data && told && figures(data, told.state)} />}>
      {told && <p className={classes.sentence}>{told.sentence}</p>}
      {data?.billing && <PriceList current={data} />}
    </Page>
  )
}

const word = (text: string) => <span className={classes.word}>{text}</span>

function figures({ billing, plan, seats, paidEvery, discountPercent }: Subscription, state: string) {
  const paid = paidEvery && dollars(paidEvery === 'year' ? plans[plan].yearCents : plans[plan].monthCents)
  return [
    { label: 'Plan', value: word(billing ? plans[plan].name : 'Self-hosted') },
    { label: 'State', value: word(state) },
    {
      label: 'Seats in use',
      value: seats.limit === null ? seats.inUse : `${seats.inUse} of ${seats.limit}`,
      note: seats.limit === null ? 'No limit' : seats.extra > 0 ? `${seats.extra} bought beside the plan` : undefined,
    },
    ...(paid
      ? [
          {
            label: `Per ${paidEvery}`,
            value: paid,
            note: discountPercent ? `less ${discountPercent} %` : undefined,
          },
        ]
      : []),
  ]
}

function PriceList({ current }: { current: Subscription }) {
  const mark = (plan: string) => (plan === current.plan ? true : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, by keyboard too
    <section className={classes.scroll} aria-label="Plans side by side" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">What each has</th>
            {planNames.map((plan) => (
              <th key={plan} scope="col">
                {plans[plan].name}
                {mark(plan) && ' (yours)'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row label="Per month" cell={(plan) => dollars(plans[plan].monthCents)} mark={mark} />
          <Row label="Per year" cell={(plan) => dollars(plans[plan].yearCents)} mark={mark} />
          <Row label="Seats included" cell={(plan) => plans[plan].seats} mark={mark} />
          <Row
            label="A further seat, per month or year"
            cell={() => `${dollars(extraSeat.monthCents)} or ${dollars(extraSeat.yearCents)}`}
            mark={mark}
          />
          <Row label="Clients, projects, time, documents, payments, expenses" cell={() => 'Yes'} mark={mark} />
          {Object.entries(features).map(([name, { text }]) => (
            <Row
              key={name}
              label={text}
              cell={(plan) => (planAllowsFeature(plan, name as keyof typeof features) ? 'Yes' : '–')}
              mark={mark}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowProps = {
  label: string
  cell: (plan: (typeof planNames)[number]) => string | number
  mark: (plan: string) => true | undefined
}

function Row({ label, cell, mark }: RowProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {planNames.map((plan) => (
        <td key={plan} data-current={mark(plan)}>
          {cell(plan)}
        </td>
      ))}
    </tr>
  )
}
