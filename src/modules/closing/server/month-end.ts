import {
  addDays,
  addMonths,
  endOfMonth,
  type PlainDate,
  secondsBetween,
  startOfMonth,
  todayIn,
} from '#kernel/calendar.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { readProof } from './proof.ts'
import { readReconciliation } from './reconciliation.ts'

const countMax = 100
/** A proof older than this says little about today. */
const proofHours = 36

type Counts = Record<'drafts' | 'notes' | 'time' | 'unbilled' | 'expenses' | 'bills' | 'credit' | 'mail', number>

const atMost = (rows: string) => `(SELECT count(*)::int FROM (SELECT FROM ${rows} LIMIT ${countMax}) found)`

const inMonth = (instant: string) =>
  `(${instant} AT TIME ZONE (SELECT time_zone FROM companies WHERE id = $1))::date BETWEEN $2::date AND $3::date`

/** E-mail of the month that failed, of what still stands, and nothing went after it for the same paper, or the same invoice, or the same client. */
const failedMail = `
  SELECT FROM document_deliveries m LEFT JOIN documents d ON d.company_id = m.company_id AND d.id = m.document_id
  WHERE m.company_id = $1 AND m.state = 'failed' AND ${inMonth('m.created_at')} AND (d.id IS NULL OR d.state <> 'void') AND NOT EXISTS (
    SELECT FROM document_deliveries n WHERE n.company_id = m.company_id AND n.created_at > m.created_at
      AND (n.document_id, n.payment_id, n.credit_note_id) IS NOT DISTINCT FROM (m.document_id, m.payment_id, m.credit_note_id))
  UNION ALL
  SELECT FROM reminders m JOIN documents d ON d.company_id = m.company_id AND d.id = m.document_id AND d.balance_due_cents > 0
  WHERE m.company_id = $1 AND m.state = 'failed' AND ${inMonth('m.created_at')} AND NOT EXISTS (
    SELECT FROM reminders n WHERE n.company_id = m.company_id AND n.document_id = m.document_id AND n.created_at > m.created_at)
  UNION ALL
  SELECT FROM statement_sends m WHERE m.company_id = $1 AND m.state = 'failed' AND ${inMonth('m.created_at')} AND NOT EXISTS (
    SELECT FROM statement_sends n WHERE n.company_id = m.company_id AND n.client_id = m.client_id AND n.state <> 'cancelled' AND n.created_at > m.created_at)`

/** Each looks at so many rows at most. */
const counts = `SELECT
  ${atMost(`documents d WHERE d.company_id = $1 AND d.document_type = 'invoice' AND d.state = 'draft' AND d.issued_on <= $3::date AND d.deleted_at IS NULL`)} AS drafts,
  ${atMost(`credit_notes n WHERE n.company_id = $1 AND n.state = 'draft' AND n.issued_on <= $3::date AND n.deleted_at IS NULL`)} AS notes,
  ${atMost(`time_entries t WHERE t.company_id = $1 AND t.state IN ('draft', 'submitted') AND t.worked_on <= $3::date AND t.deleted_at IS NULL`)} AS time,
  ${atMost(`time_entries t WHERE t.company_id = $1 AND t.state = 'approved' AND t.billable AND t.worked_on <= $3::date AND t.deleted_at IS NULL`)} AS unbilled,
  ${atMost(`expenses e WHERE e.company_id = $1 AND e.state IN ('draft', 'submitted') AND e.spent_on <= $3::date AND e.deleted_at IS NULL`)} AS expenses,
  ${atMost(`bills b WHERE b.company_id = $1 AND b.state = 'draft' AND b.billed_on <= $3::date AND b.deleted_at IS NULL`)} AS bills,
  ${atMost(`clients c WHERE c.company_id = $1 AND c.credit_cents > 0 AND EXISTS (
    SELECT FROM documents d WHERE d.company_id = c.company_id AND d.client_id = c.id AND d.balance_due_cents > 0 AND d.document_type = 'invoice' AND d.state <> 'draft')`)} AS credit,
  ${atMost(`(${failedMail}) m`)} AS mail`

export const readClose = query({
  name: 'closing.readClose',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.readClose.input,
  async run(scope, { month }) {
    const company = await loadCompany(scope)
    const today = todayIn(company.timeZone, scope.now)
    const lockedThrough = company.booksLockedThrough
    const from = startOfMonth(month ?? nextToClose(today, lockedThrough))
    const to = endOfMonth(from)
    const open = await openRecords(scope, from, to)
    const locked = lockedThrough !== null && lockedThrough >= to
    const step = (name: contract.CloseStep, count: number, weight: 'look' | 'todo') =>
      ({ step: name, open: count, state: count === 0 ? 'done' : weight }) as const
    return {
      from,
      to,
      over: to < today,
      lockedThrough,
      steps: [
        step('drafts', open.drafts, 'todo'),
        step('notes', open.notes, 'todo'),
        step('time', open.time, 'todo'),
        step('unbilled', open.unbilled, 'look'),
        step('expenses', open.expenses, 'todo'),
        step('bills', open.bills, 'todo'),
        step('credit', open.credit, 'look'),
        step('mail', open.mail, 'todo'),
        step('reconciliation', await differing(scope), 'todo'),
        await proofStep(scope),
        step('lock', locked ? 0 : 1, 'todo'),
      ],
    }
  },
})

/** The month after the locked one, but none that is not over. */
function nextToClose(today: PlainDate, lockedThrough: PlainDate | null): PlainDate {
  const last = startOfMonth(addMonths(startOfMonth(today), -1))
  const next = lockedThrough && startOfMonth(addDays(lockedThrough, 1))
  return !next || next > last ? last : next
}

async function openRecords(scope: Scope, from: PlainDate, to: PlainDate): Promise<Counts> {
  const [row] = await scope.sql<Counts>('closing.open', counts, [scope.companyId, from, to])
  return row as Counts
}

async function differing(scope: Scope): Promise<number> {
  const { controls } = await readReconciliation.run(scope, {})
  return controls.filter((one) => one.ledgerCents !== one.recordsCents).length
}

/** Rules that did not hold when last asked; none, and still to do, when nobody asked lately. */
async function proofStep(scope: Scope) {
  const { latest } = await readProof.run(scope, {})
  const fresh = latest && secondsBetween(latest.provedAt, scope.now) <= proofHours * 3600
  const open = fresh ? latest.broken.length : 0
  return { step: 'proof', open, state: fresh && open === 0 ? 'done' : 'todo' } as const
}
