import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { drafting, loadInvoicesForUpdate, sendInvoice } from '#modules/documents/server/index.ts'
import { unseen } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { feeCents, feePeriod } from '../domain/late-fee.ts'
import { type DueInvoice, loadDueInvoice } from './due.ts'
import { findSettings, lateFeeOf } from './settings-store.ts'

/** An invoice of its own over the fee that is due now; once per invoice and period, whoever asks. */
export const chargeLateFee = command({
  name: 'collections.chargeLateFee',
  needs: 'documents:send',
  money: true,
  input: contract.chargeLateFee.input,
  async run(scope, { invoiceId }) {
    const { clientId } = await loadDueInvoice(scope, invoiceId)
    await loadClientForUpdate(scope, clientId)
    await loadInvoicesForUpdate(scope, [invoiceId])
    const invoice = await loadDueInvoice(scope, invoiceId)
    const settings = await findSettings(scope)
    if (lateFeeOf(settings).kind === 'none') throw new Refusal('late_fee_off')
    const fee = await dueFee(scope, invoice)
    if (!fee) throw new Refusal('late_fee_not_due')
    const feeId = newId()
    const draft = await drafting.draftBecause(
      scope,
      {
        ...{ id: feeId, clientId, projectId: invoice.projectId, internalNote: null },
        ...{ discount: { kind: 'none' }, deposit: { kind: 'none' } },
        lines: [
          {
            ...{ name: `Late fee for invoice ${invoice.number}`, description: null, quantity: '1', unit: null },
            ...{ unitPriceCents: fee.cents, taxable: false, taxPercent: null, taxCents: 0 },
            ...{ catalogItemId: null, incomeAccountId: null },
          },
        ],
      },
      { lateFeeForId: invoiceId },
    )
    await scope.sql(
      'collections.insertLateFee',
      'INSERT INTO late_fees (company_id, document_id, period_on, fee_document_id, created_at) VALUES ($1, $2, $3, $4, $5)',
      [scope.companyId, invoiceId, fee.periodOn, feeId, scope.now],
    )
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { lateFeeId: feeId, cents: fee.cents } })
    signal(scope, 'invoices', invoiceId)
    return settings?.lateFeeSend ? sendInvoice.run(unseen(scope), { invoiceId: feeId }) : draft
  },
})

/** The fee that can be charged today; undefined when none can. */
export async function dueFee(
  scope: Scope,
  invoice: DueInvoice,
): Promise<{ periodOn: string; cents: number } | undefined> {
  const settings = await findSettings(scope)
  if (!settings || invoice.isLateFee || invoice.netDueCents === 0 || invoice.state === 'draft') return undefined
  const today = await companyToday(scope)
  const periodOn = feePeriod(invoice.dueOn, settings.lateFeeGraceDays, settings.lateFeeRepeat, today)
  const cents = feeCents(lateFeeOf(settings), invoice.netDueCents)
  if (periodOn === null || cents === 0) return undefined
  const charged = await scope.sql(
    'collections.chargedFee',
    'SELECT 1 FROM late_fees WHERE company_id = $1 AND document_id = $2 AND (period_on >= $3 OR $4) LIMIT 1',
    [scope.companyId, invoice.id, periodOn, settings.lateFeeRepeat === 'once'],
  )
  return charged.length > 0 ? undefined : { periodOn, cents }
}
