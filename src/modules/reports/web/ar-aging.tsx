import { arAging } from '../contract.ts'
import { Aging } from './aging.tsx'
import { useLongReport } from './use-report.ts'

const words = {
  title: 'Receivables by age',
  path: '/reports/ar-aging',
  parameter: 'clientId',
  party: { one: 'Client', all: 'All clients', more: 'Show more clients', path: '/clients' },
  document: { one: 'Invoice', open: 'Open invoices', from: 'Issued', path: '/invoices' },
  control: 'Accounts Receivable',
  nothing: 'Nobody owed anything on that day.',
}

/** Who owes the company, since when. */
export function ArAging() {
  const asked = useLongReport(arAging, { asOf: '', clientId: '', compare: '', knownAt: '' })
  const { report, url } = asked
  const debts = report && {
    ...report,
    parties: report.items.map(({ clientId, clientName, ...aged }) => ({ id: clientId, name: clientName, ...aged })),
    documents: report.invoices.map(({ invoiceId, number, issuedOn, ...invoice }) => ({
      ...{ id: invoiceId, name: number, from: issuedOn },
      ...invoice,
    })),
  }
  return <Aging words={words} asked={asked} url={url} party={url.clientId} set={asked.setUrl} debts={debts} />
}
