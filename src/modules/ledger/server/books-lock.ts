import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'
import { loadCompany, moveBooksLock } from '#modules/companies/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'

export const readBooksLock = query({
  name: 'ledger.readBooksLock',
  needs: 'company:read',
  input: contract.readBooksLock.input,
  run: async (scope) => ({ lockedThrough: (await loadCompany(scope)).booksLockedThrough }),
})

/** Moves the day through which nothing is posted any more. Opening days again wants a reason, which the audit log keeps. */
export const lockBooks = command({
  name: 'ledger.lockBooks',
  needs: 'books:lock',
  input: contract.lockBooks.input,
  async run(scope, { lockedThrough, reason }) {
    const { timeZone } = await loadCompany(scope)
    if (lockedThrough !== null && lockedThrough >= todayIn(timeZone, scope.now))
      throw refuseField('lockedThrough', 'Choose a day that is over.')
    const before = await moveBooksLock(scope, lockedThrough, (until) => {
      if (opens(until, lockedThrough) && !reason) throw refuseField('reason', 'Say why the books are opened again.')
    })
    audit(scope, {
      subjectType: 'company',
      subjectId: scope.companyId,
      before: { booksLockedThrough: before },
      after: { booksLockedThrough: lockedThrough, reason },
    })
    signal(scope, 'company')
    return { lockedThrough }
  },
})

/** Whether days that are locked now would not be any more. */
function opens(before: PlainDate | null, after: PlainDate | null): boolean {
  return before !== null && (after === null || after < before)
}
