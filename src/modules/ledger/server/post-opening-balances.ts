import { newId } from '#kernel/ids.ts'
import { sumCents } from '#kernel/money.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkManualAccounts } from './manual-accounts.ts'
import { postChosen } from './post-entry.ts'

/**
 * One manual entry that opens the books: every balance as it stood, the difference on the owner's equity. What clients
 * owe and what is owed to vendors comes in as open documents, so control accounts are refused here too.
 */
export const postOpeningBalances = command({
  name: 'journal.postOpeningBalances',
  needs: 'books:write',
  feature: 'accounting',
  money: true,
  input: contract.postOpeningBalances.input,
  async run(scope, { id = newId(), asOf, lines }) {
    await checkManualAccounts(
      scope,
      lines.map((line) => line.accountId),
    )
    const debits = sumCents(lines.map((line) => line.debitCents))
    const credits = sumCents(lines.map((line) => line.creditCents))
    const posted = await postChosen(scope, {
      id,
      entryDate: asOf,
      memo: 'Opening balances',
      sourceType: 'manual',
      sourceId: id,
      lines: [
        ...lines.map(({ accountId, ...sides }) => ({ account: { accountId }, ...sides })),
        { account: 'owners_equity', creditCents: debits - credits, memo: 'Opening balances' },
      ],
    })
    audit(scope, { subjectType: 'journal_entry', subjectId: posted.entryId, after: posted })
    signal(scope, 'journal')
    return posted
  },
})
