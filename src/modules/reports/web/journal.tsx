import { Button, Select } from '@mantine/core'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { listAccounts } from '#modules/ledger/contract.ts'
import { useLive } from '#ui/events.ts'
import { GoLink } from '#ui/link.tsx'
import { type Filter, FilterChips } from '#ui/list/filters.tsx'
import { SearchBox } from '#ui/list/tools.tsx'
import { Money } from '#ui/money/money.tsx'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { Day } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages, useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { type JournalEntry, listJournalEntries } from '../contract-journal.ts'
import { sourceNames } from '../domain/source.ts'
import { EntryLines } from './entry-lines.tsx'
import classes from './journal.module.css'
import { sourcePath } from './places.ts'

const blank = { q: '', sourceType: '', accountId: '', from: '', to: '' }

/** Every entry, newest first; each opens to its lines in place. */
export function Journal() {
  const [url, setUrl] = useUrl({ ...blank, lines: '' })
  const { lines, ...asked } = url
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
  const pages = usePages(listJournalEntries, said)
  const filters = useFilters()
  useLive({ journal: ['/journal-entries'], invoices: ['/journal-entries'], payments: ['/journal-entries'] })
  const filtered = Object.keys(said).length > 0
  const nothing = !pages.loading && !pages.stale && pages.items.length === 0
  return (
    <Page
      title="Journal"
      primary={{ label: 'New entry', icon: IconPlus, to: '/journal/new', keys: 'n', needs: 'books:write' }}
      below={
        <div className={classes.tools}>
          <SearchBox value={url.q} onChange={(q) => setUrl({ q })} placeholder="Search memos" />
          <FilterChips filters={filters} values={asked} set={setUrl} />
          {filtered && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setUrl(blank)}>
              Clear
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            ml="auto"
            onClick={() => setUrl({ lines: lines ? '' : 'all' })}
          >
            {lines ? 'Hide lines' : 'Show lines'}
          </Button>
        </div>
      }
    >
      {pages.problem && pages.items.length === 0 ? (
        <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
      ) : nothing ? (
        <Empty
          sentence={
            filtered
              ? 'No entry matches this search.'
              : 'What invoices and payments post shows here, and the entries you make by hand.'
          }
          action={filtered ? { label: 'Clear search and filters', run: () => setUrl(blank) } : undefined}
        />
      ) : (
        <ol className={classes.entries} data-stale={pages.stale || undefined} aria-busy={pages.loading}>
          {pages.items.map((entry) => (
            <EntryItem key={`${entry.id}${lines}`} entry={entry} opened={lines === 'all'} />
          ))}
        </ol>
      )}
      {pages.more && (
        <div className={classes.foot}>
          <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
            Show more
          </Button>
        </div>
      )}
    </Page>
  )
}

function EntryItem({ entry, opened }: { entry: JournalEntry; opened: boolean }) {
  const [open, setOpen] = useState(opened)
  const source = sourcePath(entry.source)
  const id = `lines-${entry.id}`
  return (
    <li className={classes.entry}>
      <div className={classes.row}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={16} aria-hidden />
          <span className="hidden">Lines of {entry.memo}</span>
        </button>
        <span className={classes.date}>
          <Day date={entry.entryDate} />
        </span>
        <GoLink to={`/journal/${entry.id}`} className={classes.memo}>
          {entry.memo}
        </GoLink>
        <span className={classes.source}>
          {source ? <GoLink to={source}>{entry.source.label}</GoLink> : entry.source.label}
        </span>
        <span className={classes.amount}>
          <Money cents={entry.totalCents} />
        </span>
      </div>
      <div id={id} className={classes.inside} hidden={!open}>
        {open && <EntryLines lines={entry.lines} />}
      </div>
    </li>
  )
}

function useFilters(): Filter[] {
  const { data } = useRead(listAccounts, {}, { staleMs: 60_000 })
  const accounts = (data?.items ?? []).map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))
  return [
    { kind: 'period', label: 'Date' },
    {
      kind: 'choice',
      key: 'sourceType',
      label: 'Source',
      options: Object.entries(sourceNames).map(([value, label]) => ({ value, label })),
    },
    {
      kind: 'own',
      key: 'accountId',
      label: 'Account',
      text: (value) => accounts.find((account) => account.value === value)?.label ?? '…',
      render: ({ value, onChange }) => (
        <Select
          label="Account"
          data={accounts}
          value={value || null}
          onChange={(id) => onChange(id ?? '')}
          searchable
          selectFirstOptionOnChange
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ),
    },
  ]
}
