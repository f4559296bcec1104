import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { startInvoice } from './start-invoice.ts'

/** Drafts an invoice by hand. */
export const createInvoice = command({
  name: 'documents.createInvoice',
  needs: 'documents:write',
  money: true,
  input: contract.createInvoice.input,
  run: (scope, input) => startInvoice(scope, input),
})
