import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { startBill } from './start-bill.ts'
import { answerBill } from './to-bill.ts'

/** Drafts a bill. */
export const createBill = command({
  name: 'payables.createBill',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.createBill.input,
  async run(scope, input) {
    const { row, lines } = await startBill(scope, input)
    return answerBill(scope, row, lines)
  },
})
