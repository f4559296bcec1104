import { Skeleton, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { laterDate } from '#kernel/calendar.ts'
import { reverseJournalEntry } from '#modules/ledger/contract.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { useFormat } from '#ui/format.ts'
import { GoLink, useGo } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { RequestId } from '#ui/page/request-id.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { Paper } from '#ui/paper/paper.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useCompany } from '#ui/session.ts'
import { type JournalEntry, readJournalEntry } from '../contract-journal.ts'
import { EntryLines } from './entry-lines.tsx'
import { sourcePath } from './places.ts'

const crumbs = [{ label: 'Journal', to: '/journal' }]

/** One entry: its lines, what caused it, who posted it and in which request. */
export function Entry() {
  const entryId = useParams({ strict: false, select: (params: { entryId?: string }) => params.entryId ?? '' })
  const read = useRead(readJournalEntry, { entryId })
  const [reversing, setReversing] = useState(false)
  const company = useCompany()
  const format = useFormat()
  const entry = read.data
  if (read.error) return <Problem problem={asProblem(read.error)} retry={() => void read.refetch()} />
  if (!entry)
    return (
      <Page title="Entry" crumbs={crumbs}>
        <Skeleton h={240} />
      </Page>
    )
  return (
    <Page
      title={entry.memo}
      crumbs={crumbs}
      state={entry.reversedByEntryId ? <StateDot state="reversed" /> : <StateDot state="posted" />}
      menu={[
        {
          label: 'Reverse entry',
          icon: IconArrowBackUp,
          needs: 'books:write',
          hidden: !entry.reversible,
          run: () => setReversing(true),
        },
      ]}
      rail={<Story entry={entry} />}
    >
      <Paper company={company.name} title="Journal entry" lines={[format.date(entry.entryDate), entry.memo]}>
        <EntryLines lines={entry.lines} entryDate={entry.entryDate} />
      </Paper>
      {reversing && <Reverse entry={entry} close={() => setReversing(false)} />}
    </Page>
  )
}

function Story({ entry }: { entry: JournalEntry }) {
  const { source, reversesEntryId, reversedByEntryId } = entry
  const cause = <Linked to={sourcePath(source)}>{source.label}</Linked>
  const reverses = reversesEntryId && <Linked to={`/journal/${reversesEntryId}`}>An earlier entry</Linked>
  const reversedBy = reversedByEntryId && <Linked to={`/journal/${reversedByEntryId}`}>A later entry</Linked>
  const day = <Day date={entry.entryDate} />
  const posted = <When at={entry.postedAt} />
  return (
    <>
      <Facts
        facts={[
          ['Date', day],
          ['Source', cause],
          ['Reverses', reverses],
          ['Reversed by', reversedBy],
          ['Posted by', entry.postedByName ?? 'The system'],
          ['Posted', posted],
        ]}
      />
      <RequestId id={entry.requestId ?? undefined} />
    </>
  )
}

function Linked({ to, children }: { to: string | undefined; children: string }) {
  return to ? <GoLink to={to}>{children}</GoLink> : children
}

function Reverse({ entry, close }: { entry: JournalEntry; close: () => void }) {
  const format = useFormat()
  const go = useGo()
  const latest = laterDate(format.today(), entry.entryDate)
  const [entryDate, setEntryDate] = useState(latest)
  const [memo, setMemo] = useState(`Reversal: ${entry.memo}`.slice(0, 200))
  return (
    <ConfirmMoney
      endpoint={reverseJournalEntry}
      input={{ entryId: entry.id, entryDate, memo: memo.trim() || null }}
      title="Reverse entry"
      consequences={['The exact opposite is posted; the entry itself stays as it is.', 'This cannot be done twice.']}
      danger
      done="Entry reversed"
      invalidates={['/journal-entries', '/accounts', '/reports']}
      onDone={(posted) => go(`/journal/${posted.entryId}`)}
      close={close}
    >
      <DateInput
        label="Date"
        value={entryDate}
        onChange={(date) => setEntryDate(date ?? latest)}
        minDate={entry.entryDate}
        maxDate={latest}
      />
      <TextInput label="Memo" value={memo} maxLength={200} onChange={(event) => setMemo(event.currentTarget.value)} />
    </ConfirmMoney>
  )
}
