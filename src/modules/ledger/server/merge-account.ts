import type { z } from 'zod'
import { fiscalYearStart, laterDate, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { type NewLine, postChosen } from './post-entry.ts'
import { loadAccount } from './queries.ts'
import { type Account, loadAccountForUpdate, saveAccount } from './store.ts'

/**
 * An account goes into another of its kind. Posted lines never change: one entry moves the balance, client by client and
 * project by project, what would post to the old account follows, and it is retired. Of income and expenses only the
 * running fiscal year moves, so that years that are over read as they did.
 */
export const mergeAccount = command({
  name: 'accounts.merge',
  needs: 'books:write',
  feature: 'accounting',
  money: true,
  input: contract.mergeAccount.input,
  async run(scope, { accountId, id = newId(), intoAccountId, mergedOn }) {
    const company = await loadCompany(scope)
    const { source, target } = await lockBoth(scope, accountId, intoAccountId)
    const day = mergedOn ?? todayIn(company.timeZone, scope.now)
    const from = isNominal(source) ? fiscalYearStart(day, company.fiscalYearStartMonth) : null
    const lines = await movingLines(scope, source, target, { from, to: day })
    const memo = `Account ${source.code} ${source.name} merged into ${target.code} ${target.name}`
    const entry =
      lines.length === 0
        ? null
        : await postChosen(scope, { id, entryDate: day, memo, sourceType: 'manual', sourceId: id, lines })
    const remapped = await remap(scope, source, target)
    await saveAccount(scope, source, { active: false })
    audit(scope, {
      subjectType: 'account',
      subjectId: accountId,
      before: { active: source.active },
      after: { active: false, mergedInto: target.code, entryId: entry?.entryId ?? null, remapped },
    })
    for (const topic of ['accounts', 'journal', 'catalog']) signal(scope, topic)
    return {
      account: await loadAccount(scope, accountId),
      into: await loadAccount(scope, intoAccountId),
      remapped,
      entry,
    }
  },
})

const isNominal = ({ type }: Account) => type === 'income' || type === 'expense'

/** Both, locked in the order of their ids. Refuses what the system keeps, and accounts of another kind. */
async function lockBoth(scope: Scope, sourceId: string, targetId: string) {
  const locked = new Map<string, Account>()
  for (const id of [sourceId, targetId].sort()) locked.set(id, await loadAccountForUpdate(scope, id))
  // Only now, so that an id of another company answers like one that does not exist.
  if (sourceId === targetId) throw refuseField('intoAccountId', 'Choose another account.')
  const [source, target] = [locked.get(sourceId) as Account, locked.get(targetId) as Account]
  if (source.systemKey !== null || source.control || source.derived) throw new Refusal('account_system_kept')
  if (target.control || target.derived || !target.active) {
    throw refuseField('intoAccountId', `${target.name} is kept by its documents, computed, or no longer in use.`)
  }
  if (target.type !== source.type || target.contra !== source.contra) {
    throw refuseField('intoAccountId', 'Choose an account of the same kind.')
  }
  return { source, target }
}

type Sum = { clientId: string | null; projectId: string | null; cents: number }

/** What takes the balance from one and gives it to the other. Refuses a day before the account's last line. */
async function movingLines(
  scope: Scope,
  source: Account,
  target: Account,
  period: { from: PlainDate | null; to: PlainDate },
): Promise<NewLine[]> {
  const sums = await scope.sql<Sum & { lastOn: PlainDate }>(
    'ledger.sumsToMerge',
    `SELECT client_id AS "clientId", project_id AS "projectId", max(entry_date) AS "lastOn",
            coalesce(sum(debit_cents - credit_cents) FILTER (WHERE $3::date IS NULL OR entry_date >= $3), 0)::bigint AS cents
     FROM journal_lines WHERE company_id = $1 AND account_id = $2 GROUP BY client_id, project_id ORDER BY client_id, project_id`,
    [scope.companyId, source.id, period.from],
  )
  const last = sums.reduce((latest, { lastOn }) => laterDate(latest, lastOn), period.to)
  if (last > period.to) throw refuseField('mergedOn', `The account has lines up to ${last}. Choose that day or later.`)
  return sums
    .filter(({ cents }) => cents !== 0)
    .flatMap(({ clientId, projectId, cents }): NewLine[] => [
      { account: { accountId: target.id }, debitCents: cents, clientId, projectId },
      { account: { accountId: source.id }, creditCents: cents, clientId, projectId },
    ])
}

type Remapped = z.output<typeof contract.Remapped>

async function remap(scope: Scope, source: Account, target: Account): Promise<Remapped> {
  const [row] = await scope.sql<{ remapped: Remapped }>(
    'ledger.remap',
    'SELECT remap_account($1, $2, $3) AS remapped',
    [scope.companyId, source.id, target.id],
  )
  if (!row) throw new TypeError('remapping answers what it changed')
  return row.remapped
}
