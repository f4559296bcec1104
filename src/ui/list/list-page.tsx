import { Button } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { fileUrl } from '../api.ts'
import { Empty, type EmptyProps } from '../page/empty.tsx'
import { Page, type PageProps } from '../page/page.tsx'
import { Problem } from '../page/problem.tsx'
import { asProblem } from '../problem.ts'
import { type AnyPage, usePages } from '../query.ts'
import { useCompanyId } from '../session.ts'
import { useUrl } from '../url.ts'
import { type BulkAction, BulkBar } from './bulk-bar.tsx'
import type { Column } from './columns.ts'
import { type Filter, FilterChips, keysOf } from './filters.tsx'
import classes from './list.module.css'
import { useListPreferences } from './preferences.ts'
import { DataList, type DataListProps } from './row-list.tsx'
import { SearchBox, ViewMenu } from './tools.tsx'

const SavedViews = lazy(async () => ({ default: (await import('./saved-views.tsx')).SavedViews }))

type RowOf<A extends z.ZodType<AnyPage>> = z.output<A>['items'][number] & { id: string }

export type ListPageProps<I extends z.ZodObject, A extends z.ZodType<AnyPage>> = Pick<
  PageProps,
  'title' | 'crumbs' | 'primary' | 'secondary' | 'menu' | 'lead'
> &
  Pick<DataListProps<RowOf<A>>, 'open' | 'onOpen' | 'rowActions' | 'totals'> & {
    endpoint: Endpoint<I, A>
    /** What is always asked for, besides search, sort and filters. */
    input?: Partial<z.input<I>>
    columns: readonly Column<RowOf<A>>[]
    /** The order at first: `-issuedOn`. */
    sort?: string
    /** Placeholder of the search box; false when the list cannot be searched. */
    search?: string | false
    filters?: readonly Filter[]
    bulk?: readonly BulkAction<RowOf<A>>[]
    empty: EmptyProps
    /** The endpoint answers as CSV too. */
    csv?: boolean
    /** Between title and table: a `FigureStrip`. */
    figures?: ReactNode
    /** Below the filters' row, for what filters cannot say. */
    children?: ReactNode
  }

/** A whole list screen: title, search, filters, table, pager. The address holds its state. */
export function ListPage<I extends z.ZodObject, A extends z.ZodType<AnyPage>>(props: ListPageProps<I, A>) {
  const { title, endpoint, columns, filters = [], search = 'Search', bulk = [], figures } = props
  const list = useListState(props)
  const preferences = useListPreferences(title, columns)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choice = bulk.length > 0 ? { chosen, set: setChosen } : undefined
  const companyId = useCompanyId()
  const { pages, url, setUrl, filtered } = list
  const nothing = !pages.loading && pages.items.length === 0 && !pages.stale
  const bare = nothing && !filtered
  const tools = (
    <div className={classes.tools}>
      {search !== false && <SearchBox value={url.q ?? ''} onChange={(q) => setUrl({ q })} placeholder={search} />}
      <FilterChips filters={filters} values={url} set={setUrl} />
      {filtered && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={list.clear}>
          Clear
        </Button>
      )}
      <div className={classes.toolsEnd}>
        <Suspense fallback={<div className={classes.viewPlace} />}>
          <SavedViews list={title} current={list.kept} show={list.show} />
        </Suspense>
        <ViewMenu
          columns={columns}
          preferences={preferences}
          csvHref={props.csv ? fileUrl(endpoint, { ...list.input, format: 'csv' } as never, companyId) : undefined}
        />
      </div>
    </div>
  )
  return (
    <Page
      {...props}
      count={countText(pages)}
      below={
        bare ? (
          figures
        ) : figures ? (
          <div className={classes.above}>
            {figures}
            {tools}
          </div>
        ) : (
          tools
        )
      }
    >
      {props.children}
      {pages.problem && pages.items.length === 0 ? (
        <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
      ) : bare ? (
        <Empty {...props.empty} />
      ) : nothing ? (
        <Empty
          sentence="Nothing matches this search."
          action={{ label: 'Clear search and filters', run: list.clear }}
        />
      ) : (
        <DataList
          label={title}
          columns={preferences.visible}
          rows={pages.loading ? undefined : (pages.items as RowOf<A>[])}
          stale={pages.stale}
          open={props.open}
          onOpen={props.onOpen}
          rowActions={props.rowActions}
          totals={props.totals}
          choice={choice}
          sort={url.sort}
          onSort={(sort) => setUrl({ sort })}
          dense={preferences.dense}
        />
      )}
      {pages.more && (
        <div className={classes.foot}>
          <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
            Show more
          </Button>
        </div>
      )}
      {choice && <BulkBar actions={bulk} rows={pages.items as RowOf<A>[]} choice={choice} />}
    </Page>
  )
}

/** Search, sort and filters in the address, and the pages that they ask for. */
function useListState<I extends z.ZodObject, A extends z.ZodType<AnyPage>>(props: ListPageProps<I, A>) {
  const keys = keysOf(props.filters ?? [])
  const defaults: Record<string, string> = {
    q: '',
    sort: props.sort ?? '',
    ...Object.fromEntries(keys.map((key) => [key, ''])),
  }
  const [url, setUrl] = useUrl(defaults)
  const said = Object.fromEntries(Object.entries(url).filter(([, value]) => value !== ''))
  const input = { ...props.input, ...said } as z.input<I>
  return {
    url,
    setUrl,
    input,
    pages: usePages(props.endpoint, input),
    // What a saved view keeps, and going to one: whatever it does not say is as at first.
    kept: Object.fromEntries(
      Object.keys(defaults).map((key) => [key, url[key] === defaults[key] ? '' : (url[key] ?? '')]),
    ),
    show: (view: Record<string, string>) =>
      setUrl(Object.fromEntries(Object.keys(defaults).map((key) => [key, view[key] || (defaults[key] ?? '')]))),
    filtered: ['q', ...keys].some((key) => url[key] !== ''),
    clear: () => setUrl(Object.fromEntries(['q', ...keys].map((key) => [key, '']))),
  }
}

function countText(pages: {
  loading: boolean
  total?: number | null | undefined
  items: unknown[]
  more: boolean
}): string | undefined {
  if (pages.loading || pages.items.length === 0) return undefined
  if (typeof pages.total === 'number') return pages.total.toLocaleString()
  return pages.more ? `${pages.items.length}+` : String(pages.items.length)
}
