import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { amountOf, hoursOf } from '../domain/rounding.ts'
import { rateColumn, rateJoins } from './rates.ts'

/** Approved billable time of a client: of one project, by name, up to a day. Not more than 2000 at once, oldest first. */
export type UnbilledFilter = {
  clientId: string
  projectId?: string | null | undefined
  ids?: readonly string[] | undefined
  upTo?: PlainDate | undefined
}

export type UnbilledTime = {
  id: string
  memberId: string
  memberName: string
  projectId: string | null
  projectName: string | null
  catalogItemId: string | null
  serviceName: string | null
  workedOn: PlainDate
  minutes: number
  /** The minutes as a line's quantity: hours with up to 4 decimals. */
  hours: string
  notes: string | null
  /** Today's rate per hour; null when neither project, service nor member has one. */
  rateCents: number | null
  /** What a line with these hours at this rate comes to; 0 without a rate. */
  amountCents: number
}

type Row = Omit<UnbilledTime, 'hours' | 'amountCents'> & { billable: boolean; overLong: boolean }

const batch = 2000

const select = `
  SELECT t.id, t.member_id AS "memberId", m.display_name AS "memberName", t.project_id AS "projectId", p.name AS "projectName",
         t.catalog_item_id AS "catalogItemId", t.service_name AS "serviceName", t.worked_on AS "workedOn", t.minutes, t.notes,
         ${rateColumn} AS "rateCents", t.over_long AS "overLong", t.state = 'approved' AND t.billable AS billable
  FROM time_entries t ${rateJoins}
  WHERE t.company_id = $1 AND t.client_id = $2 AND t.deleted_at IS NULL AND ($3::uuid IS NULL OR t.project_id = $3)
    AND ($4::date IS NULL OR t.worked_on <= $4)`
const open = `${select} AND t.state = 'approved' AND t.billable AND NOT t.over_long ORDER BY t.worked_on, t.id LIMIT ${batch}`
const chosen = `${select} AND t.id = ANY ($5::uuid[]) ORDER BY t.worked_on, t.id`

// In the order of ids for everybody: two people who bill at once wait for one another instead of deadlocking.
const lock = 'SELECT id FROM time_entries WHERE company_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE'

/** What could be billed now, with rate and amount per entry, oldest first. Chosen ids that are not ready are left out. */
export async function unbilledTime(scope: Scope, filter: UnbilledFilter): Promise<UnbilledTime[]> {
  return (await read(scope, filter)).filter(isReady).map(priced)
}

/**
 * The same, locked until the transaction ends, for the command that bills it. Refuses chosen ids when one is not the
 * client's (`not_found`), billed, not approved or not billable (`time_not_billable`) or left by a forgotten timer
 * (`time_over_long`), and any time without a rate (`time_without_rate`).
 */
export async function lockUnbilledTime(scope: Scope, filter: UnbilledFilter): Promise<UnbilledTime[]> {
  const wanted = filter.ids ?? (await read(scope, filter)).map((row) => row.id)
  const ids = [...new Set(wanted)]
  if (ids.length === 0) return []
  await scope.sql('time.lock', lock, [scope.companyId, ids])
  // A new statement sees what the one before had to wait for.
  const rows = await read(scope, { ...filter, ids })
  const ready = rows.filter(isReady)
  if (filter.ids) refuseUnready(rows, ids.length)
  if (ready.some((row) => row.rateCents === null)) throw new Refusal('time_without_rate')
  return ready.map(priced)
}

function refuseUnready(rows: readonly Row[], wanted: number): void {
  if (rows.length < wanted) throw new Refusal('not_found')
  if (rows.some((row) => !row.billable)) throw new Refusal('time_not_billable')
  const count = rows.filter((row) => row.overLong).length
  if (count > 0) throw new Refusal('time_over_long', { count })
}

async function read(scope: Scope, { clientId, projectId, ids, upTo }: UnbilledFilter): Promise<Row[]> {
  const values = [scope.companyId, clientId, projectId ?? null, upTo ?? null]
  return ids === undefined
    ? scope.sql<Row>('time.unbilled', open, values)
    : scope.sql<Row>('time.unbilledChosen', chosen, [...values, ids])
}

const isReady = (row: Row): boolean => row.billable && !row.overLong

function priced({ billable: _billable, overLong: _overLong, ...row }: Row): UnbilledTime {
  return { ...row, hours: hoursOf(row.minutes), amountCents: amountOf(row.minutes, row.rateCents ?? 0) }
}

/** An entry, the line that bills it, and the rate per hour that stays with it from now on. */
export type Billing = { id: string; documentLineId: string; rateCents: number }

/**
 * Marks entries as billed by lines that exist. Refuses `time_not_billable` as a whole when one of them is not approved,
 * billable and confirmed any more, so nothing is ever billed twice, locked before or not.
 */
export async function billTime(scope: Scope, documentId: string, entries: readonly Billing[]): Promise<void> {
  if (entries.length === 0) return
  const rows = await scope.sql(
    'time.bill',
    `UPDATE time_entries t SET state = 'billed', document_id = $2, document_line_id = b."documentLineId", rate_cents = b."rateCents",
            revision = t.revision + 1, updated_at = $4
     FROM jsonb_to_recordset($3::jsonb) AS b (id uuid, "documentLineId" uuid, "rateCents" bigint)
     WHERE t.company_id = $1 AND t.id = b.id AND t.state = 'approved' AND t.billable AND NOT t.over_long AND t.deleted_at IS NULL
       AND t.client_id = (SELECT d.client_id FROM documents d WHERE d.company_id = $1 AND d.id = $2)
     RETURNING t.id`,
    [scope.companyId, documentId, JSON.stringify(entries), scope.now],
  )
  if (rows.length !== entries.length) throw new Refusal('time_not_billable')
  signal(scope, 'time')
}

/**
 * Frees the time of a document that was voided or whose draft was deleted: back to approved, at no fixed rate. With
 * `keptLineIds` only the time of lines that are gone. Say it after the document changed; a sent one is refused
 * `time_locked`. Answers how many entries.
 */
export async function releaseTime(
  scope: Scope,
  documentId: string,
  { keptLineIds = [] }: { keptLineIds?: readonly string[] } = {},
): Promise<number> {
  const rows = await scope.sql(
    'time.release',
    `UPDATE time_entries SET state = 'approved', document_id = NULL, document_line_id = NULL, rate_cents = NULL,
            revision = revision + 1, updated_at = $4
     WHERE company_id = $1 AND document_id = $2 AND NOT coalesce(document_line_id = ANY ($3::uuid[]), false)
     RETURNING id`,
    [scope.companyId, documentId, keptLineIds, scope.now],
  )
  if (rows.length > 0) signal(scope, 'time')
  return rows.length
}

/**
 * Takes the time off an invoice that was corrected and bills it on its replacement, at the rates that it was billed at.
 * `lines` says which new line stands for which old one. Answers how many entries.
 */
export async function moveBilledTime(
  scope: Scope,
  { fromId, toId, lines }: { fromId: string; toId: string; lines: ReadonlyMap<string, string> },
): Promise<number> {
  const entries = await scope.sql<{ id: string; lineId: string | null; rateCents: number | null }>(
    'time.billedOn',
    `SELECT id, document_line_id AS "lineId", rate_cents AS "rateCents" FROM time_entries
     WHERE company_id = $1 AND document_id = $2 ORDER BY id FOR UPDATE`,
    [scope.companyId, fromId],
  )
  if (entries.length === 0) return 0
  await releaseTime(scope, fromId)
  const moved = entries.flatMap(({ id, lineId, rateCents }) => {
    const documentLineId = lines.get(lineId ?? '')
    return documentLineId === undefined || rateCents === null ? [] : [{ id, documentLineId, rateCents }]
  })
  await billTime(scope, toId, moved)
  return moved.length
}
