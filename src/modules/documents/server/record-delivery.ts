import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { followEmail } from './deliveries.ts'

/** Writes down what became of the e-mail of a delivery; e-mails that carried no document are passed over. */
export const recordDelivery = command({
  name: 'documents.recordDelivery',
  needs: 'documents:send',
  input: z.object({ emailId: Id, state: z.enum(contract.deliveryStates), error: z.string().nullable() }),
  async run(scope, tried) {
    for (const documentId of await followEmail(scope, tried)) {
      audit(scope, { subjectType: 'invoice', subjectId: documentId, after: tried })
      signal(scope, 'invoices', documentId)
    }
    return null
  },
})
