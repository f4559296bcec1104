import { Select } from '@mantine/core'
import { listAccounts } from '#modules/ledger/contract.ts'
import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract-ledger.ts'
import { AccountLines } from './account-lines.tsx'
import { useKnownText } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'
import { KnownControl } from './view-controls.tsx'

/** Every account over a period; one of them line by line. */
export function GeneralLedger() {
  const asked = useReport(contract.generalLedger, { accountId: '', from: '', to: '', knownAt: '' }, { limit: 1 })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const knownText = useKnownText()
  const one = url.accountId ? report?.accounts.find(({ accountId }) => accountId === url.accountId) : undefined
  return (
    <ReportPage
      title="General ledger"
      asked={asked}
      controls={
        <>
          <AccountControl value={url.accountId} set={(accountId) => setUrl({ accountId })} />
          <PeriodControl url={url} set={setUrl} shown={report} />
          <KnownControl value={url.knownAt} set={(knownAt) => setUrl({ knownAt })} />
        </>
      }
      lines={[
        one && `${one.code} ${one.name}`,
        report && `${format.date(report.from)} – ${format.date(report.to)}`,
        'Income and expenses since the start of the fiscal year, as in the trial balance',
        report?.knownAt ? knownText(report.knownAt) : undefined,
      ]}
      wide
      waiting={url.accountId !== '' && one === undefined}
    >
      {report &&
        (one ? <AccountLines account={one} view={report} asked={url.knownAt} /> : <Accounts report={report} />)}
    </ReportPage>
  )
}

function AccountControl({ value, set }: { value: string; set: (accountId: string) => void }) {
  const { data } = useRead(listAccounts, {}, { staleMs: 60_000 })
  const options = (data?.items ?? []).filter((account) => !account.derived)
  return (
    <Select
      label="Account"
      size="xs"
      w={{ base: '100%', sm: 220 }}
      placeholder="All accounts"
      searchable
      selectFirstOptionOnChange
      clearable
      clearButtonProps={{ 'aria-label': 'All accounts' }}
      data={options.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
      value={value || null}
      onChange={(accountId) => set(accountId ?? '')}
    />
  )
}

type Report = typeof contract.GeneralLedger._output

function Accounts({ report }: { report: Report }) {
  const { accounts } = report
  if (accounts.length === 0) return <p className={classes.nothing}>Nothing is booked in this period.</p>
  const rows = accounts.map((account): ReportRow => {
    const to = accountPath(account.accountId, report)
    const { openingCents, debitCents, creditCents, closingCents } = account
    const figure = (cents: number) => ({ cents, to: cents === 0 ? undefined : to })
    return {
      key: account.accountId,
      label: `${account.code} ${account.name}`,
      to,
      cells: {
        opening: figure(openingCents),
        debit: figure(debitCents),
        credit: figure(creditCents),
        closing: figure(closingCents),
      },
    }
  })
  const columns = [
    { key: 'opening', header: 'Before' },
    { key: 'debit', header: 'Debits' },
    { key: 'credit', header: 'Credits' },
    { key: 'closing', header: 'After' },
  ]
  return <ReportTable label="General ledger" first="Account" columns={columns} rows={rows} />
}
