import { addDays, type PlainDate } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { findClients } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { findProjects } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { BillLineInput } from '../contract.ts'
import { billTotals } from '../domain/bill.ts'
import type { BillLineRow, DraftFields } from './bill-store.ts'

export type BillForm = Pick<DraftFields, 'vendorId' | 'number' | 'notes'> & {
  billedOn: PlainDate
  dueOn: PlainDate
  lines: readonly BillLineInput[]
}

/** How far ahead a vendor dates a bill, at most. */
const aheadDays = 366

/** Accounts that lines cost already; they stay, whatever became of them since. */
type Kept = ReadonlySet<string>

/** Computes what a bill and its lines say. Refuses dates out of order, and lines as `buildLines` does. */
export async function buildBill(
  scope: Scope,
  form: BillForm,
  kept: Kept = new Set(),
): Promise<{ fields: DraftFields; lines: BillLineRow[] }> {
  const { lines: said, ...fields } = form
  if (form.dueOn < form.billedOn) throw refuseField('dueOn', 'The due date cannot be before the date of the bill.')
  if (form.billedOn > addDays(await companyToday(scope), aheadDays))
    throw refuseField('billedOn', 'Choose a day at most a year ahead.')
  const { lines: subtotals, ...sums } = billTotals(said)
  const lines = await buildLines(scope, said, kept)
  return {
    fields: { ...fields, ...sums },
    lines: lines.map((line, at) => ({ ...line, subtotalCents: subtotals[at] ?? 0 })),
  }
}

/**
 * Lines in their order, with ids. Refuses accounts that are no expense (`not_found`, `account_not_expense`), clients and
 * projects that are not there, a project of another client, and two lines with one id.
 */
export async function buildLines(scope: Scope, said: readonly BillLineInput[], kept: Kept = new Set()) {
  const chosen = said.map((line) => line.accountId).filter((id) => !kept.has(id))
  await loadChosenAccounts(scope, 'expense', chosen)
  const clientOf = await projectClients(scope, said)
  const lines = said.map((line, at) => {
    const client = line.projectId === null ? line.clientId : (clientOf.get(line.projectId) ?? null)
    if (line.clientId !== null && line.clientId !== client) {
      throw refuseField(`lines.${at}.projectId`, 'This project belongs to another client.')
    }
    return { ...line, id: line.id ?? newId(), position: at + 1, clientId: client }
  })
  if (new Set(lines.map((line) => line.id)).size < lines.length) {
    throw refuseField('lines', 'Two lines have the same id.')
  }
  return lines
}

/** Project id → its client, having looked that all clients and projects are there. */
async function projectClients(scope: Scope, lines: readonly BillLineInput[]): Promise<Map<string, string>> {
  const clientIds = new Set(lines.flatMap((line) => line.clientId ?? []))
  if ((await findClients(scope, [...clientIds])).size < clientIds.size) throw new Refusal('not_found')
  const projectIds = new Set(lines.flatMap((line) => line.projectId ?? []))
  const projects = await findProjects(scope, [...projectIds])
  if (projects.size < projectIds.size) throw new Refusal('not_found')
  return new Map([...projects].map(([id, project]) => [id, project.clientId]))
}
