import type { ComponentProps } from 'react'
import { useFormat } from '#ui/format.ts'
import { GoLink } from '#ui/link.tsx'
import { type ReportCell, type ReportColumn, type ReportRow, ReportTable } from '#ui/paper/report.tsx'
import { type Aged, agingBuckets } from '../domain/aging.ts'
import { useKnownText } from './column-heads.ts'
import { AsOfControl } from './controls.tsx'
import { accountPath } from './places.ts'
import { ReportPage } from './report-page.tsx'
import classes from './reports.module.css'
import { ViewControls } from './view-controls.tsx'

/** Debts by age, whoever owes them: parties, and the open documents of the one that was asked for. */
type AgedDebts = {
  asOf: string
  knownAt: string | null
  parties: readonly (Aged & { id: string; name: string; comparedCents: number | null })[]
  documents: readonly AgedDocument[]
  totals: Aged
  /** What was owed on the day that it is compared with. */
  compared: { asOf: string; knownAt: string | null; totals: Aged } | null
  controlAccountId: string
  controlCents: number
}

type AgedDocument = {
  id: string
  name: string
  from: string
  dueOn: string
  daysLate: number
  totalCents: number
  balanceCents: number
}

/** What the two sides of the books call the same things. */
type AgingWords = {
  title: string
  path: string
  /** Of the address: which party was asked for. */
  parameter: string
  party: { one: string; all: string; more: string; path: string }
  document: { one: string; open: string; from: string; path: string }
  control: string
  nothing: string
}

type Props = {
  words: AgingWords
  asked: ComponentProps<typeof ReportPage>['asked']
  url: { asOf: string; compare: string; knownAt: string }
  /** The one that was asked for. */
  party: string
  set: (url: Partial<{ asOf: string; compare: string; knownAt: string }>) => void
  debts: AgedDebts | undefined
}

/** Who owes, how much, since when; a party opens to its documents. */
export function Aging({ words, asked, url, party, set, debts }: Props) {
  const format = useFormat()
  const knownText = useKnownText()
  const back = { label: words.party.all, to: agingPath(words, { asOf: url.asOf, knownAt: url.knownAt }) }
  return (
    <ReportPage
      title={words.title}
      asked={asked}
      moreLabel={words.party.more}
      crumbs={party ? [back] : []}
      controls={
        <>
          <AsOfControl value={url.asOf} set={(asOf) => set({ asOf })} />
          <ViewControls url={url} set={set} period="A month before" />
        </>
      }
      lines={[
        party ? debts?.parties[0]?.name : undefined,
        debts && `As of ${format.date(debts.asOf)}`,
        debts?.knownAt ? knownText(debts.knownAt) : undefined,
        'Days past the due date',
      ]}
      wide
    >
      {debts &&
        (debts.totals.totalCents === 0 && !debts.compared?.totals.totalCents ? (
          <p className={classes.nothing}>{words.nothing}</p>
        ) : (
          <Sheet words={words} debts={debts} />
        ))}
    </ReportPage>
  )
}

function agingPath(
  { path, parameter }: AgingWords,
  { party, ...day }: { asOf: string; knownAt: string | null; party?: string },
): string {
  const pairs = Object.entries({ ...day, [parameter]: party }).filter(([, value]) => value) as [string, string][]
  return `${path}?${new URLSearchParams(pairs)}`
}

type SheetProps = { words: AgingWords; debts: AgedDebts }

function Sheet({ words, debts }: SheetProps) {
  const { documents, totals, controlCents, controlAccountId, asOf, knownAt } = debts
  const columns = useColumns(debts)
  return (
    <>
      <ReportTable label={words.title} first={words.party.one} columns={columns} rows={partyRows(words, debts)} />
      {documents.length > 0 ? (
        <Documents words={words} debts={debts} />
      ) : (
        <p className={classes.footnote}>
          <GoLink to={accountPath(controlAccountId, { from: null, to: asOf, knownAt })}>
            {words.control} in the ledger
          </GoLink>{' '}
          {controlCents === totals.totalCents ? 'says the same.' : 'says otherwise. Ask for a reconciliation.'}
        </p>
      )}
    </>
  )
}

const buckets: ReportColumn[] = [
  { key: 'current', header: 'Current' },
  { key: 'days1to30', header: '1–30' },
  { key: 'days31to60', header: '31–60' },
  { key: 'days61to90', header: '61–90' },
  { key: 'over90', header: 'Over 90' },
  { key: 'totalCents', header: 'Total' },
]

/** Beside the ages of today's debts only the sum of then: six more columns would say less. */
function useColumns({ compared, asOf }: AgedDebts): ReportColumn[] {
  const format = useFormat()
  const knownText = useKnownText()
  if (!compared) return buckets
  const header = compared.asOf === asOf ? knownText(compared.knownAt) : `Total on ${format.date(compared.asOf)}`
  return [...buckets, { key: 'before', header }, { key: 'change', header: 'Change', kind: 'change' }]
}

function partyRows(words: AgingWords, debts: AgedDebts): ReportRow[] {
  const { parties, totals, compared, asOf, knownAt, documents, controlAccountId } = debts
  const single = documents.length > 0
  const later = compared?.asOf === asOf
  const rows = parties.map((one): ReportRow => {
    const to = single ? `${words.party.path}/${one.id}` : agingPath(words, { asOf, knownAt, party: one.id })
    const cells = cellsOf(one, single ? undefined : to)
    if (!compared) return { key: one.id, label: one.name, to, cells }
    const then = agingPath(words, { asOf: compared.asOf, knownAt: compared.knownAt, party: one.id })
    return {
      key: one.id,
      label: one.name,
      to,
      cells: { ...cells, ...beside(one, { cents: one.comparedCents ?? 0, to: then, later }) },
    }
  })
  if (single) return rows
  const ledger = accountPath(controlAccountId, { from: null, to: asOf, knownAt })
  const cells = cellsOf(totals, ledger)
  if (!compared) return [...rows, { key: 'total', label: 'Total', kind: 'grand', cells }]
  const { asOf: to, knownAt: known } = compared
  const then = accountPath(controlAccountId, { from: null, to, knownAt: known })
  const besides = beside(totals, { cents: compared.totals.totalCents, to: then, later })
  return [...rows, { key: 'total', label: 'Total', kind: 'grand', cells: { ...cells, ...besides } }]
}

/** What it was then, and how much it changed from the earlier of the two to the later; as known now is the later. */
function beside({ totalCents }: Aged, then: { cents: number; to: string; later: boolean }): Record<string, ReportCell> {
  return {
    before: { cents: then.cents, to: then.cents === 0 ? undefined : then.to },
    change: { cents: then.later ? then.cents - totalCents : totalCents - then.cents },
  }
}

function cellsOf(aged: Aged, to?: string): Record<string, ReportCell> {
  return Object.fromEntries(
    [...agingBuckets, 'totalCents' as const].map((column) => [
      column,
      { cents: aged[column], to: aged[column] === 0 ? undefined : to },
    ]),
  )
}

function Documents({ words, debts }: SheetProps) {
  const format = useFormat()
  const { one, open, from, path } = words.document
  const rows = debts.documents.map((document): ReportRow => {
    const to = `${path}/${document.id}`
    const { dueOn, daysLate, totalCents, balanceCents } = document
    const cells = {
      from: { text: format.date(document.from) },
      due: { text: format.date(dueOn) },
      late: { text: daysLate === 0 ? '–' : String(daysLate) },
      total: { cents: totalCents, to },
      balance: { cents: balanceCents, to },
    }
    return { key: document.id, label: document.name, to, cells }
  })
  return (
    <div className={classes.second}>
      <ReportTable
        label={open}
        first={one}
        columns={[
          { key: 'from', header: from },
          { key: 'due', header: 'Due' },
          { key: 'late', header: 'Days late' },
          { key: 'total', header: 'Total' },
          { key: 'balance', header: 'Due then' },
        ]}
        rows={[...rows, { key: 'total', label: 'Total', kind: 'grand', cells: { balance: debts.totals.totalCents } }]}
      />
    </div>
  )
}
