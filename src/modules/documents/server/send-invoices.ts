import { Refusal } from '#kernel/refusal.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { command } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { sendDraft } from './send-invoice.ts'
import { type InvoiceRow, loadLines, lockInvoices } from './store.ts'

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
    for (const row of drafts) {
      const sending = { sentOn: undefined, email: byEmail ? undefined : null }
      const { id, number, totalCents } = await sendDraft(
        scope,
        { row, lines: await loadLines(scope, row.id) },
        sending,
      ).catch((error: unknown) => refuseNamed(scope, row, error))
      items.push({ id, number, totalCents })
    }
    return { items }
  },
})

/** Says which of them cannot be sent: a draft has no number to be known by. */
async function refuseNamed(scope: Scope, row: InvoiceRow, error: unknown): Promise<never> {
  if (!(error instanceof Refusal)) throw error
  const client = (await clientNames(scope, [row.clientId])).get(row.clientId) ?? ''
  const which = `${row.number ?? 'The draft'} for ${client} of ${row.issuedOn}. Take it out of the choice to send the others.`
  throw new Refusal(error.code, error.details, { errors: [{ path: 'invoiceIds', message: which }] })
}
