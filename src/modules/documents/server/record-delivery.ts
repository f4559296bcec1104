import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { auditDelivery, followEmail, signalDelivery } from './deliveries.ts'

/** Writes down what became of the e-mail of a delivery; e-mails that carried no paper are passed over. */
export const recordDelivery = command({
  name: 'documents.recordDelivery',
  needs: 'documents:send',
  input: z.object({ emailId: Id, state: z.enum(['queued', 'sent', 'failed']), error: z.string().nullable() }),
  async run(scope, tried) {
    for (const paper of await followEmail(scope, tried)) {
      auditDelivery(scope, paper, tried)
      signalDelivery(scope, paper)
    }
    return null
  },
})
