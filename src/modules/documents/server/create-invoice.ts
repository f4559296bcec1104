import { loadingCommand } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadStart, startInvoice } from './start-invoice.ts'

/** Drafts an invoice by hand. */
export const createInvoice = loadingCommand({
  name: 'documents.createInvoice',
  needs: 'documents:write',
  money: true,
  input: contract.createInvoice.input,
  load: loadStart,
  run: (scope, input, start) => startInvoice(scope, input, undefined, start),
})
