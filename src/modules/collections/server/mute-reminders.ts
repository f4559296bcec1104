import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadDueInvoice } from './due.ts'

export const muteReminders = command({
  name: 'collections.muteReminders',
  needs: 'documents:send',
  input: contract.muteReminders.input,
  async run(scope, { invoiceId, muted }) {
    await loadDueInvoice(scope, invoiceId)
    if (muted) {
      await scope.sql(
        'collections.mute',
        'INSERT INTO reminder_mutes (company_id, document_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [scope.companyId, invoiceId, scope.now],
      )
    } else {
      await scope.sql('collections.unmute', 'DELETE FROM reminder_mutes WHERE company_id = $1 AND document_id = $2', [
        scope.companyId,
        invoiceId,
      ])
    }
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { remindersMuted: muted } })
    signal(scope, 'invoices', invoiceId)
    return { muted }
  },
})
