import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { followEmail, signalDelivery } from './deliveries.ts'

/** Writes down what became of the e-mail of a delivery; e-mails that carried no document are passed over. */
export const recordDelivery = command({
  name: 'documents.recordDelivery',
  needs: 'documents:send',
  input: z.object({ emailId: Id, state: z.enum(contract.deliveryStates), error: z.string().nullable() }),
  async run(scope, tried) {
    for (const document of await followEmail(scope, tried)) {
      audit(scope, { subjectType: document.documentType, subjectId: document.id, after: tried })
      signalDelivery(scope, document)
    }
    return null
  },
})
