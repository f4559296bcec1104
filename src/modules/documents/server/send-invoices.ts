import { Refusal } from '#kernel/refusal.ts'
import { clientNames, findClients } from '#modules/clients/server/index.ts'
import { findProjects } from '#modules/projects/server/index.ts'
import { command } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { sendDraft } from './send-invoice.ts'
import { type InvoiceRow, type LineRow, lineColumns, lockInvoices } from './store.ts'

/** Several drafts in one act, all or none. Locked by id; numbered by their dates, so that numbers run with them. */
export const sendInvoices = command({
  name: 'documents.sendInvoices',
  needs: 'documents:send',
  money: true,
  input: contract.sendInvoices.input,
  async run(scope, { invoiceIds, byEmail }) {
    const drafts = await lockInvoices(scope, invoiceIds)
    drafts.sort((a, b) => (a.issuedOn < b.issuedOn || (a.issuedOn === b.issuedOn && a.id < b.id) ? -1 : 1))
    const items: { id: string; number: string | null; totalCents: number }[] = []
    // Before the first number is taken, which everybody else waits for.
    const [lines, clients, projects] = await Promise.all([
      linesOf(scope, drafts),
      findClients(scope, byEmail ? drafts.map(({ clientId }) => clientId) : []),
      findProjects(
        scope,
        drafts.flatMap(({ projectId }) => projectId ?? []),
      ),
    ])
    const sending = { sentOn: undefined, email: byEmail ? undefined : null }
    for (const row of drafts) {
      const draft = {
        row,
        lines: lines.get(row.id) ?? [],
        client: clients.get(row.clientId),
        project: projects.get(row.projectId ?? ''),
      }
      const { id, number, totalCents } = await sendDraft(scope, draft, sending).catch((error: unknown) =>
        refuseNamed(scope, row, error),
      )
      items.push({ id, number, totalCents })
    }
    return { items }
  },
})

/** Draft id → its lines in their order, all in one statement. */
async function linesOf(scope: Scope, drafts: readonly InvoiceRow[]): Promise<Map<string, LineRow[]>> {
  const rows = await scope.sql<LineRow & { of: string }>(
    'documents.linesOfSeveral',
    `SELECT l.document_id AS of, ${lineColumns} FROM document_lines l
     WHERE l.company_id = $1 AND l.document_id = ANY ($2::uuid[]) ORDER BY l.document_id, l.position`,
    [scope.companyId, drafts.map(({ id }) => id)],
  )
  const lines = new Map<string, LineRow[]>()
  for (const { of, ...line } of rows) lines.set(of, [...(lines.get(of) ?? []), line])
  return lines
}

/** Says which of them cannot be sent: a draft has no number to be known by. */
async function refuseNamed(scope: Scope, row: InvoiceRow, error: unknown): Promise<never> {
  if (!(error instanceof Refusal)) throw error
  const client = (await clientNames(scope, [row.clientId])).get(row.clientId) ?? ''
  const which = `${row.number ?? 'The draft'} for ${client} of ${row.issuedOn}. Take it out of the choice to send the others.`
  throw new Refusal(error.code, error.details, { errors: [{ path: 'invoiceIds', message: which }] })
}
