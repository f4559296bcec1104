import type { Feature } from '#kernel/plans.ts'
import { fileUrl } from '#ui/api.ts'
import { GoLink } from '#ui/link.tsx'
import { Page } from '#ui/page/page.tsx'
import { useCompanyId, useMay } from '#ui/session.ts'
import { exportJournal } from '../contract-journal.ts'
import classes from './reports.module.css'

type Entry = { label: string; says: string; to: string; feature?: Feature }

const accountants = 'For your accountant'

const groups: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: 'Statements',
    entries: [
      {
        label: 'Profit and loss',
        says: 'What came in, what it cost, what is left.',
        to: '/reports/profit-and-loss',
        feature: 'accounting',
      },
      {
        label: 'Balance sheet',
        says: 'What there is, what is owed, what is yours.',
        to: '/reports/balance-sheet',
        feature: 'accounting',
      },
      {
        label: 'Cash flow',
        says: 'Where the profit went: from the result to the cash.',
        to: '/reports/cash-flow',
        feature: 'accounting',
      },
    ],
  },
  {
    title: 'Clients and projects',
    entries: [
      { label: 'Receivables by age', says: 'Who owes, how much, since when.', to: '/reports/ar-aging' },
      { label: 'Revenue', says: 'By client, by project or by service.', to: '/reports/revenue' },
      {
        label: 'Project profitability',
        says: 'Revenue and expenses of each project, and its labour beside them.',
        to: '/reports/project-profitability',
        feature: 'projectProfitability',
      },
    ],
  },
  {
    title: 'Taxes',
    entries: [
      {
        label: 'Sales tax',
        says: 'Charged, credited, paid and owed, month by month.',
        to: '/reports/sales-tax',
        feature: 'accounting',
      },
    ],
  },
  {
    title: 'Vendors',
    entries: [
      {
        label: 'Payables by age',
        says: 'What is owed to whom, since when.',
        to: '/reports/ap-aging',
        feature: 'payables',
      },
    ],
  },
  {
    title: accountants,
    entries: [
      {
        label: 'Trial balance',
        says: 'Every account on one page; both sides are equal.',
        to: '/reports/trial-balance',
        feature: 'accounting',
      },
      {
        label: 'General ledger',
        says: 'Every account line by line, with its running balance.',
        to: '/reports/general-ledger',
        feature: 'accounting',
      },
      { label: 'Journal', says: 'Every entry in the order of its date.', to: '/journal', feature: 'accounting' },
    ],
  },
]

/** All reports, by who asks. */
export function Overview() {
  const companyId = useCompanyId()
  const may = useMay()
  const shown = groups
    .map(({ title, entries }) => ({ title, entries: entries.filter(({ feature }) => may(undefined, feature)) }))
    .filter(({ title, entries }) => entries.length > 0 || title === accountants)
  return (
    <Page
      title="Reports"
      lead="Every figure opens to the lines behind it, and from there to the document that caused them."
      narrow
    >
      <div className={classes.groups}>
        {shown.map(({ title, entries }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {entries.map(({ label, says, to }) => (
                <li key={to}>
                  <GoLink to={to}>{label}</GoLink>
                  <span>{says}</span>
                </li>
              ))}
              {title === accountants && (
                <li>
                  <a className={classes.plain} href={fileUrl(exportJournal, {}, companyId)} download>
                    Plain-text ledger
                  </a>
                  <span>The whole journal as a file that hledger and ledger read.</span>
                </li>
              )}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}
