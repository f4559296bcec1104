import { Refusal } from '#kernel/refusal.ts'
import { isAtWork } from '#modules/companies/server/index.ts'
import { visitorCommand } from '#platform/operation.ts'
import { writeDown } from '#platform/runner.ts'
import type { VisitorScope } from '#platform/scope.ts'
import type { SharedDocument } from '../contract.ts'
import * as contract from '../contract.ts'
import { type Answer, answer } from './quotes/answer-quote.ts'
import { commandName } from './quotes/names.ts'
import { isQuoteType } from './row-states.ts'
import { openShared, readSharedDocument } from './shared-document.ts'

/** The client's own answer, by the link. Refuses as `assertAnswerable`, `company_asleep`, and `not_found` for an invoice. */
async function answerShared(visitor: VisitorScope, said: Answer): Promise<SharedDocument> {
  const { scope, paper } = await openShared(visitor)
  if (!(await isAtWork(scope))) throw new Refusal('company_asleep')
  const { id, documentType } = paper.row
  if (!isQuoteType(documentType)) throw new Refusal('not_found')
  await answer(scope, documentType, id, said)
  const verb = said.state === 'accepted' ? 'accept' : 'decline'
  await writeDown(scope, commandName(verb, documentType), { name: said.name })
  return readSharedDocument(visitor)
}

export const acceptShared = visitorCommand({
  name: 'documents.acceptSharedDocument',
  input: contract.acceptSharedDocument.input,
  run: (visitor, { name }) => answerShared(visitor, { state: 'accepted', name, reason: null }),
})

export const declineShared = visitorCommand({
  name: 'documents.declineSharedDocument',
  input: contract.declineSharedDocument.input,
  run: (visitor, { name, reason }) => answerShared(visitor, { state: 'declined', name, reason }),
})
