import { apAging } from '../contract-payables.ts'
import { Aging } from './aging.tsx'
import { useLongReport } from './use-report.ts'

const words = {
  title: 'Payables by age',
  path: '/reports/ap-aging',
  parameter: 'vendorId',
  party: { one: 'Vendor', all: 'All vendors', more: 'Show more vendors', path: '/vendors' },
  document: { one: 'Bill', open: 'Open bills', from: 'Date', path: '/bills' },
  control: 'Accounts Payable',
  nothing: 'Nothing was owed on that day.',
}

/** What the company owes to whom, since when. */
export function ApAging() {
  const asked = useLongReport(apAging, { asOf: '', vendorId: '', compare: '', knownAt: '' })
  const { report, url } = asked
  const debts = report && {
    ...report,
    parties: report.items.map(({ vendorId, vendorName, ...aged }) => ({ id: vendorId, name: vendorName, ...aged })),
    documents: report.bills.map(({ billId, number, billedOn, ...bill }) => ({
      ...{ id: billId, name: number ?? 'No number', from: billedOn },
      ...bill,
    })),
  }
  return <Aging words={words} asked={asked} url={url} party={url.vendorId} set={asked.setUrl} debts={debts} />
}
