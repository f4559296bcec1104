import { Button } from '@mantine/core'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { Day } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import * as contract from '../contract-ledger.ts'
import { sourcePath } from './places.ts'
import classes from './reports.module.css'

type Account = (typeof contract.GeneralLedger._output)['accounts'][number]
type Line = (typeof contract.GeneralLedger._output)['items'][number]

type Props = {
  account: Account
  view: { from: string; to: string }
  /** As known on this day; empty is now. */
  asked: string
}

/** An account line by line, oldest first, with its running balance. */
export function AccountLines({ account, view, asked }: Props) {
  const { from, to } = view
  const format = useFormat()
  const pages = usePages(contract.generalLedger, {
    accountId: account.accountId,
    from,
    to,
    ...(asked && { knownAt: asked }),
  })
  if (pages.problem && pages.items.length === 0)
    return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  return (
    <div className={classes.scroll}>
      <table
        className={classes.lines}
        data-stale={pages.stale || undefined}
        aria-label={`Lines of ${account.code} ${account.name}`}
      >
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Memo</th>
            <th scope="col">Source</th>
            <th scope="col">Client</th>
            <th scope="col">Debit</th>
            <th scope="col">Credit</th>
            <th scope="col">Balance</th>
          </tr>
        </thead>
        <tbody>
          <Standing label={`Balance before ${format.date(from)}`} cents={account.openingCents} />
          {pages.items.map((line) => (
            <LineRow key={`${line.entryId}.${line.lineNo}`} line={line} />
          ))}
        </tbody>
        {!pages.more && !pages.loading && (
          <tfoot>
            <tr>
              <td colSpan={4}>Balance on {format.date(to)}</td>
              <td>
                <Money cents={account.debitCents} accounting zero="–" />
              </td>
              <td>
                <Money cents={account.creditCents} accounting zero="–" />
              </td>
              <td>
                <Money cents={account.closingCents} accounting zero="–" />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      {pages.more && (
        <div className={classes.foot}>
          <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
            Show more
          </Button>
        </div>
      )}
    </div>
  )
}

function Standing({ label, cents }: { label: string; cents: number }) {
  return (
    <tr className={classes.standing}>
      <td colSpan={6}>{label}</td>
      <td>
        <Money cents={cents} accounting zero="–" />
      </td>
    </tr>
  )
}

function LineRow({ line }: { line: Line }) {
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
      <td>{line.clientId && <GoLink to={`/clients/${line.clientId}`}>{line.clientName}</GoLink>}</td>
      <td>{line.debitCents > 0 && <Money cents={line.debitCents} accounting />}</td>
      <td>{line.creditCents > 0 && <Money cents={line.creditCents} accounting />}</td>
      <td>
        <Money cents={line.balanceCents} accounting zero="–" />
      </td>
    </tr>
  )
}
