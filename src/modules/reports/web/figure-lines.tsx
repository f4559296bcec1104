import { Button } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { Day } from '#ui/page/when.tsx'
import { usePages } from '#ui/query.ts'
import * as contract from '../contract-ledger.ts'
import { useKnownText } from './column-heads.ts'
import { PeriodControl } from './controls.tsx'
import { accountPath, sourcePath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'
import { KnownControl } from './view-controls.tsx'

const kinds: Record<string, string> = { income: 'Income', expense: 'Expenses', profit: 'Income and expenses' }
const blank = {
  accountId: '',
  kind: '',
  clientId: '',
  projectId: '',
  without: '',
  sources: '',
  from: '',
  to: '',
  knownAt: '',
}

/** The lines behind a figure, whatever accounts they are of. */
export function FigureLines() {
  const asked = useReport(contract.figureLines, blank, { limit: 1 })
  const { url, setUrl, report } = asked
  const format = useFormat()
  const knownText = useKnownText()
  return (
    <ReportPage
      title="Lines behind a figure"
      asked={asked}
      controls={
        <>
          <PeriodControl url={url} set={setUrl} shown={report} />
          <KnownControl value={url.knownAt} set={(knownAt) => setUrl({ knownAt })} />
        </>
      }
      lines={[
        report && [kinds[url.kind], report.subject].filter(Boolean).join(' · '),
        report && `${format.date(report.from)} – ${format.date(report.to)}`,
        report?.knownAt ? knownText(report.knownAt) : undefined,
      ]}
      wide
    >
      {report && <Lines report={report} url={url} />}
    </ReportPage>
  )
}

type Report = typeof contract.FigureLines._output

function Lines({ report, url }: { report: Report; url: typeof blank }) {
  const said = Object.fromEntries(Object.entries(url).filter(([, value]) => value !== ''))
  const pages = usePages(contract.figureLines, said)
  const net = report.creditCents - report.debitCents
  return (
    <>
      <table className={classes.lines} data-stale={pages.stale || undefined} aria-label="Lines behind a figure">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Memo</th>
            <th scope="col">Source</th>
            <th scope="col">Account</th>
            <th scope="col">Debit</th>
            <th scope="col">Credit</th>
          </tr>
        </thead>
        <tbody>
          {pages.items.map((line) => (
            <LineRow key={`${line.entryId}.${line.lineNo}`} line={line} report={report} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={4}>
              All lines · <Money cents={net} accounting /> credits over debits
            </td>
            <td>
              <Money cents={report.debitCents} accounting zero="–" />
            </td>
            <td>
              <Money cents={report.creditCents} accounting zero="–" />
            </td>
          </tr>
        </tfoot>
      </table>
      {pages.more && (
        <div className={classes.foot}>
          <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}

function LineRow({ line, report }: { line: Report['items'][number]; report: Report }) {
  const source = sourcePath(line.source)
  return (
    <tr>
      <td>
        <Day date={line.entryDate} />
      </td>
      <td>
        <GoLink to={`/journal/${line.entryId}`}>{line.memo}</GoLink>
      </td>
      <td>{source ? <GoLink to={source}>{line.source.label}</GoLink> : line.source.label}</td>
      <td>
        <GoLink to={accountPath(line.accountId, report)}>
          {line.accountCode} {line.accountName}
        </GoLink>
      </td>
      <td>{line.debitCents > 0 && <Money cents={line.debitCents} accounting />}</td>
      <td>{line.creditCents > 0 && <Money cents={line.creditCents} accounting />}</td>
    </tr>
  )
}
