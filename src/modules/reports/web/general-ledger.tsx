import { Select } from '@mantine/core'
import { listAccounts } from '#modules/ledger/contract.ts'
import { fileUrl } from '#ui/api.ts'
import { useFormat } from '#ui/format.ts'
import { type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract-ledger.ts'
import { AccountLines } from './account-lines.tsx'
import { PeriodControl } from './controls.tsx'
import { linesPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'

/** Every account over a period; one of them line by line. */
export function GeneralLedger() {
  const [url, setUrl] = useUrl({ accountId: '', from: '', to: '' })
  const format = useFormat()
  const input = {
    ...(url.accountId && { accountId: url.accountId }),
    ...(url.from && { from: url.from }),
    ...(url.to && { to: url.to }),
  }
  const read = useRead(contract.generalLedger, { ...input, limit: 1 }, { keep: true })
  const csvHref = fileUrl(contract.generalLedger, { ...input, format: 'csv' }, useCompanyId())
  const report = read.data
  const one = url.accountId ? report?.accounts.find(({ accountId }) => accountId === url.accountId) : undefined
  const waiting = url.accountId !== '' && one === undefined
  return (
    <ReportPage
      title="General ledger"
      csvHref={csvHref}
      controls={
        <>
          <AccountControl value={url.accountId} set={(accountId) => setUrl({ accountId })} />
          <PeriodControl url={url} set={setUrl} shown={report} />
        </>
      }
      lines={[one && `${one.code} ${one.name}`, report && `${format.date(report.from)} – ${format.date(report.to)}`]}
      wide
      loading={read.isPending || !report || waiting}
      stale={read.isPlaceholderData}
      problem={read.error}
      retry={() => void read.refetch()}
    >
      {report &&
        (one ? <AccountLines account={one} from={report.from} to={report.to} /> : <Accounts report={report} />)}
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

function Accounts({ report: { accounts, from, to } }: { report: Report }) {
  if (accounts.length === 0) return <p className={classes.nothing}>Nothing is booked in this period.</p>
  const rows = accounts.map((account): ReportRow => {
    const path = linesPath(account.accountId, from, to)
    return {
      key: account.accountId,
      label: `${account.code} ${account.name}`,
      to: path,
      cells: {
        opening: account.openingCents,
        debit: { cents: account.debitCents, to: path },
        credit: { cents: account.creditCents, to: path },
        closing: account.closingCents,
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
