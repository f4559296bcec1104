import type { PlainDate } from '#kernel/calendar.ts'
import type { Scope } from '#platform/scope.ts'
import type { Aged } from '../domain/aging.ts'

const sum = (late: string) => `coalesce(sum(d.balance_due_cents) FILTER (WHERE $2::date - d.due_on ${late}), 0)::bigint`

// documents_open_client_idx holds all of it: client by client, without touching a document.
const statement = `
  WITH owing AS (
    SELECT d.client_id, ${sum('<= 0')} AS current, ${sum('BETWEEN 1 AND 30')} AS days1to30, ${sum('BETWEEN 31 AND 60')} AS days31to60,
           ${sum('BETWEEN 61 AND 90')} AS days61to90, ${sum('> 90')} AS over90, sum(d.balance_due_cents)::bigint AS total
    FROM documents d
    WHERE d.company_id = $1 AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft'
    GROUP BY d.client_id
  )
  SELECT o.client_id AS "clientId", c.display_name AS "clientName", c.sort_name AS "sortName", o.current, o.days1to30, o.days31to60,
         o.days61to90, o.over90, o.total AS "totalCents"
  FROM owing o JOIN clients c ON c.company_id = $1 AND c.id = o.client_id ORDER BY c.sort_name, o.client_id`

type Owing = { clientId: string; clientName: string; sortName: string } & Aged

/**
 * What clients owe, by client and name, from the balances of today; undefined when the journal has something after the
 * day, so that these balances are not yet the day's.
 */
export async function agedNow(scope: Scope, asOf: PlainDate): Promise<Owing[] | undefined> {
  const [later] = await scope.sql<{ there: boolean }>(
    'reports.later',
    // Not EXISTS: its generic plan reads every entry where none is later; the last date is one step in the index.
    'SELECT coalesce(max(entry_date) > $2, false) AS there FROM journal_entries WHERE company_id = $1',
    [scope.companyId, asOf],
  )
  return later?.there ? undefined : scope.sql<Owing>('reports.agingNow', statement, [scope.companyId, asOf])
}
