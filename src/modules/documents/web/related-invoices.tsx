import { Button } from '@mantine/core'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import { DataList } from '#ui/list/row-list.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { usePages } from '#ui/query.ts'
import { listInvoices } from '../contract.ts'
import { invoiceColumns } from './columns.tsx'
import classes from './documents.module.css'

/** On a client: what it was asked to pay, latest first. */
export function ClientInvoices({ clientId }: { clientId: string }) {
  return <RelatedInvoices of={{ clientId }} owner="client" />
}

/** On a project: what was charged for it, latest first. */
export function ProjectInvoices({ projectId }: { projectId: string }) {
  return <RelatedInvoices of={{ projectId }} owner="project" />
}

/** Not sorted here, and without the client, whose name stands above: on a phone the number takes its place. */
const columns = invoiceColumns
  .filter((column) => column.key !== 'client')
  .map(({ sort: _sort, ...column }) => (column.key === 'number' ? { ...column, card: 'title' as const } : column))

function RelatedInvoices({ of, owner }: { of: Record<string, string>; owner: 'client' | 'project' }) {
  useLive({ invoices: ['/invoices'], payments: ['/invoices'] })
  const pages = usePages(listInvoices, { ...of, limit: 50 })
  if (pages.problem) return <Problem problem={asProblem(pages.problem)} retry={pages.retry} />
  if (!pages.loading && pages.items.length === 0) {
    return <p className="quiet">Nothing was invoiced for this {owner} yet.</p>
  }
  return (
    <section className={classes.related} aria-label={`Invoices of this ${owner}`}>
      <div className={classes.relatedHead}>
        <h2>Invoices</h2>
        <TextLink to={`/invoices?${new URLSearchParams(of)}`}>Search and filter</TextLink>
      </div>
      <DataList
        label={`Invoices of this ${owner}`}
        columns={columns}
        rows={pages.loading ? undefined : pages.items}
        stale={pages.stale}
        open={(invoice) => `/invoices/${invoice.id}`}
      />
      {pages.more && (
        <Button variant="default" size="xs" onClick={pages.loadMore} loading={pages.loadingMore}>
          Show more
        </Button>
      )}
    </section>
  )
}
